// Whether an operation asks an agency for reference data and nothing else, and if so, by what text its answer is found
// again. The agency says the same of its answer; this is the gateway's own judgement, from the composed schema.
//
//   query Regions__regional_quotas($x: Boolean!) { regions { code ...Names } } fragment Names on Region { name @include(if: $x) }
//   → {regions{code ...on Region{name@include(if:$0)}}}  with the variable x
//
// The text is made of names of the schema alone. What a client can make up does not come into it: names of operations,
// fragments and variables are left out, and an operation with an alias of the client's, or with an argument in which
// something could be written, is none (`isClosed`).

import {
  getNamedType,
  getNullableType,
  isEnumType,
  isObjectType,
  Kind,
  valueFromASTUntyped,
  type ArgumentNode,
  type DirectiveNode,
  type FieldNode,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { AccessRules } from '../../supergraph/AccessRules.js';
import { isAnswerType } from '../../supergraph/Supergraph.js';
import { ownValue } from '../../util/isRecord.js';
import type { AgencyOperation } from '../AgencyOperation.js';
import { ENTITIES_FIELD } from '../federationNames.js';

export interface ReferenceSelection {
  readonly text: string;
  /**
   * The values of its variables, in the order in which the text names them: each as JSON, of one that is absent nothing, since
   * an argument that is not given and one that is null may ask for different things (GraphQL §6.4.1).
   * @returns undefined where one is no value that its type has: nothing is known by it.
   */
  valuesOf(variables: Readonly<Record<string, unknown>>): string | undefined;
}

/** @returns undefined where anything in the operation is something else. */
export function readReferenceSelection(schema: GraphQLSchema, rules: AccessRules, operation: AgencyOperation): ReferenceSelection | undefined {
  if (operation.operationClass === 'mutation') return undefined;
  try {
    const reader = new SelectionReader(schema, rules, operation);
    const text = reader.read();
    return { text, valuesOf: (variables) => reader.valuesOf(variables) };
  } catch (refusal) {
    if (refusal instanceof NoReferenceData) return undefined;
    throw refusal;
  }
}

/** Ends the walk; told to nobody. */
class NoReferenceData extends Error {}

interface UsedVariable {
  readonly definition: VariableDefinitionNode;
  readonly type: GraphQLInputType;
}

class SelectionReader {
  readonly #schema: GraphQLSchema;
  readonly #rules: AccessRules;
  readonly #operation: AgencyOperation;
  readonly #variables = new Map<string, UsedVariable>();
  #taggedCount = 0;

  constructor(schema: GraphQLSchema, rules: AccessRules, operation: AgencyOperation) {
    this.#schema = schema;
    this.#rules = rules;
    this.#operation = operation;
  }

  read(): string {
    const { definition, rootType, operationClass } = this.#operation;
    const text = operationClass === 'lookup' ? this.#entities(definition.selectionSet) : this.#selections(definition.selectionSet, rootType);
    // Type names alone say nothing that the gateway would not know.
    if (this.#taggedCount === 0) throw new NoReferenceData();
    return text;
  }

  valuesOf(given: Readonly<Record<string, unknown>>): string | undefined {
    const values: string[] = [];
    for (const [name, { definition, type }] of this.#variables) {
      const sent = ownValue(given, name);
      const value = sent === undefined && definition.defaultValue !== undefined ? valueFromASTUntyped(definition.defaultValue) : sent;
      if (!isClosedValue(type, value)) return undefined;
      values.push(value === undefined ? '' : JSON.stringify(value));
    }
    return `[${values.join(',')}]`;
  }

  /** `_entities` stands in no composed schema; what it returns is said by the fragments in it. */
  #entities({ selections }: SelectionSetNode): string {
    const [field] = selections;
    if (selections.length !== 1 || field?.kind !== Kind.FIELD || field.name.value !== ENTITIES_FIELD || field.alias !== undefined || field.selectionSet === undefined) throw new NoReferenceData();
    return `{${ENTITIES_FIELD}${this.#selections(field.selectionSet, undefined)}}`;
  }

  /** @param type undefined where it is left to the fragments. */
  #selections({ selections }: SelectionSetNode, type: GraphQLObjectType | undefined): string {
    return `{${selections.map((selection) => this.#selection(selection, type)).join(' ')}}`;
  }

  #selection(selection: SelectionNode, type: GraphQLObjectType | undefined): string {
    if (selection.kind === Kind.FIELD) return this.#field(selection, type);
    const opened = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#operation.fragments.get(selection.name.value);
    if (opened === undefined) throw new NoReferenceData();
    const conditionType = opened.typeCondition === undefined ? type : this.#objectType(opened.typeCondition.name.value);
    const condition = opened.typeCondition === undefined ? '' : `on ${opened.typeCondition.name.value}`;
    return `...${condition}${this.#directives(selection.directives)}${this.#selections(opened.selectionSet, conditionType)}`;
  }

  /** Of an interface or a union it is not known which type will come, and so not whose fields are told. */
  #objectType(name: string): GraphQLObjectType {
    const type = this.#schema.getType(name);
    if (!isObjectType(type)) throw new NoReferenceData();
    return type;
  }

  #field({ name: { value: name }, alias, arguments: given = [], directives, selectionSet }: FieldNode, type: GraphQLObjectType | undefined): string {
    if (name === '__typename' && alias === undefined) return `${name}${this.#directives(directives)}`;
    const field = type?.getFields()[name];
    if (type === undefined || field === undefined || !this.#isReferenceData(type, name, field.type)) throw new NoReferenceData();
    this.#taggedCount += 1;
    const key = alias?.value ?? name;
    if (key !== name && !isDataKey(key, name)) throw new NoReferenceData();
    const values = given.map((argument) => this.#argument(argument, field.args.find((known) => known.name === argument.name.value)?.type));
    const call = values.length === 0 ? '' : `(${values.join(',')})`;
    const inner = selectionSet === undefined ? '' : this.#selections(selectionSet, this.#objectType(getNamedType(field.type).name));
    return `${key === name ? '' : `${key}:`}${name}${call}${this.#directives(directives)}${inner}`;
  }

  #isReferenceData(type: GraphQLObjectType, fieldName: string, fieldType: GraphQLOutputType): boolean {
    const tagged = [type, ...type.getInterfaces().filter((each) => each.getFields()[fieldName] !== undefined)];
    if (!this.#rules.isReferenceData(type.name, fieldName) || tagged.some((each) => this.#rules.holdsPersonalData(each.name, fieldName))) return false;
    return !isAnswerType(this.#schema, type) && !isAnswerType(this.#schema, getNamedType(fieldType));
  }

  #directives(directives: readonly DirectiveNode[] = []): string {
    return directives
      .map(({ name, arguments: given = [] }) => {
        const known = this.#schema.getDirective(name.value);
        return `@${name.value}(${given.map((argument) => this.#argument(argument, known?.args.find((each) => each.name === argument.name.value)?.type)).join(',')})`;
      })
      .join('');
  }

  #argument({ name, value }: ArgumentNode, type: GraphQLInputType | undefined): string {
    if (type === undefined || !isClosed(type)) throw new NoReferenceData();
    if (value.kind !== Kind.VARIABLE) {
      if (value.kind !== Kind.BOOLEAN && value.kind !== Kind.ENUM && value.kind !== Kind.NULL) throw new NoReferenceData();
      return `${name.value}:${value.kind === Kind.NULL ? 'null' : String(value.value)}`;
    }
    const definition = this.#operation.definition.variableDefinitions?.find(({ variable }) => variable.name.value === value.name.value);
    if (definition === undefined) throw new NoReferenceData();
    if (!this.#variables.has(value.name.value)) this.#variables.set(value.name.value, { definition, type });
    return `${name.value}:$${[...this.#variables.keys()].indexOf(value.name.value)}`;
  }
}

/** A name that the gateway gives to a call with arguments (`plan/DataKeys`): the field's and a number of few digits. */
function isDataKey(key: string, fieldName: string): boolean {
  return key.startsWith(`${fieldName}__`) && /^\d{1,4}$/.test(key.slice(fieldName.length + 2));
}

/** Boolean and enums: whose values can be counted, so that no value can be a person's number or name. */
function isClosed(type: GraphQLInputType): boolean {
  const given = getNullableType(type);
  return isEnumType(given) || ('name' in given && given.name === 'Boolean');
}

function isClosedValue(type: GraphQLInputType, value: unknown): boolean {
  const given = getNullableType(type);
  if (value === undefined || value === null || typeof value === 'boolean') return true;
  return isEnumType(given) && typeof value === 'string' && given.getValue(value) !== undefined;
}
