// Whether an agency's answer is whole: every field there that was asked for, each of the form its type says,
// every AgencyAnswer with a status that an agency may give and in its own name, and nothing besides. Such an
// answer is merged as it came. Nearly all are, so this is one walk over the data that makes nothing; it is
// compiled once per operation, from the selection and the composed schema.
//
// "No" is no verdict: `writeAnswers` then looks closely, keeps what is good and fills the gaps. So where this
// check cannot tell cheaply, it says no.

import {
  getNullableType,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  valueFromASTUntyped,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { isAnswerType } from '../supergraph/Supergraph.js';
import { LruCache } from '../util/LruCache.js';
import { AGENCY_STATUSES } from './agencyStatuses.js';
import { placeOfStatus, type AnswerTally } from './AnswerTally.js';
import { conditionVariables, MAX_VARIANTS } from './conditionVariables.js';
import { ENTITIES_FIELD } from './federationNames.js';
import { FieldCollector, type CollectedFields, type ConcreteType } from './FieldCollector.js';
import type { Representations } from './Representations.js';

export interface CheckedOperation {
  readonly schema: GraphQLSchema;
  readonly agency: string;
  readonly definition: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly rootType: GraphQLObjectType;
  /** Where the answers are counted. What was counted of an answer that is not whole is to be dropped. */
  readonly answers: AnswerTally;
}

type Check = (value: unknown) => boolean;

/** One field of an object, in the order of the operation, which is the order of a good answer. */
interface Member {
  readonly key: string;
  readonly check: Check;
}

/** What is expected of entities of one type. */
interface EntityCheck {
  readonly check: Check;
  /** An answer is owed about the entity, so that "there is none" is no answer. */
  readonly owesAnswer: boolean;
  /** `"code":` of each plain field that the agency repeats: where it was told the same, the two must agree. */
  readonly repeated: readonly string[];
}

export class AnswerCheck {
  readonly #operation: CheckedOperation;
  readonly #conditions: readonly string[];
  readonly #variants = new LruCache<Variant>(MAX_VARIANTS);

  constructor(operation: CheckedOperation) {
    this.#operation = operation;
    this.#conditions = conditionVariables([operation.definition, ...operation.fragments.values()]);
  }

  /**
   * @param data as JSON.parse made it.
   * @param representations for a lookup; one entity has come for each.
   */
  isWhole(data: Record<string, unknown>, variables: Readonly<Record<string, unknown>>, representations: Representations | undefined): boolean {
    const variant = this.#variantFor(variables);
    return representations === undefined ? variant.root(data) : variant.areWhole(data, representations);
  }

  #variantFor(variables: Readonly<Record<string, unknown>>): Variant {
    const key = this.#conditions.map((name) => (this.#holds(name, variables) ? '1' : '0')).join('');
    let variant = this.#variants.get(key);
    if (variant === undefined) {
      variant = new Variant(this.#operation, new Map(this.#conditions.map((name) => [name, this.#holds(name, variables)])));
      this.#variants.set(key, variant, 1);
    }
    return variant;
  }

  #holds(name: string, variables: Readonly<Record<string, unknown>>): boolean {
    if (Object.hasOwn(variables, name)) return variables[name] === true;
    const definition = this.#operation.definition.variableDefinitions?.find(({ variable }) => variable.name.value === name);
    return definition?.defaultValue !== undefined && valueFromASTUntyped(definition.defaultValue) === true;
  }
}

/** The operation under one combination of its conditions. */
class Variant {
  readonly root: Check;
  readonly #operation: CheckedOperation;
  readonly #collector: FieldCollector;
  readonly #rootFields: CollectedFields;
  /** By what a representation calls its type; holds names of the schema alone. */
  readonly #entityChecks = new Map<string, EntityCheck>();

  constructor(operation: CheckedOperation, conditions: ReadonlyMap<string, boolean>) {
    const { schema, fragments, rootType, definition } = operation;
    this.#operation = operation;
    this.#collector = new FieldCollector(schema, fragments, conditions);
    this.#rootFields = this.#collector.collect(rootType, [definition.selectionSet]);
    this.root = this.#object(rootType, this.#rootFields);
  }

  areWhole(data: Record<string, unknown>, { text, typeNames }: Representations): boolean {
    const entities = data[ENTITIES_FIELD];
    if (!Array.isArray(entities) || Object.keys(data).length !== 1) return false;
    let lastName: string | undefined;
    let expected: EntityCheck | undefined;
    for (let index = 0; index < entities.length; index += 1) {
      const name = typeNames[index];
      if (name !== lastName || expected === undefined) {
        expected = name === undefined ? undefined : this.#entityCheckOf(name);
        if (expected === undefined || expected.repeated.some((label) => text.includes(label))) return false;
        lastName = name;
      }
      const entity: unknown = entities[index];
      if (entity === null ? expected.owesAnswer : !expected.check(entity)) return false;
    }
    return true;
  }

  #entityCheckOf(typeName: string): EntityCheck | undefined {
    let check = this.#entityChecks.get(typeName);
    if (check !== undefined) return check;
    const type = this.#operation.schema.getType(typeName);
    if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
    const nodes = this.#rootFields.get(ENTITIES_FIELD) ?? [];
    const fields = this.#collector.fieldsOf(type, nodes);
    check = {
      check: isInterfaceType(type) ? this.#abstract(type, nodes) : this.#object(type, fields),
      owesAnswer: this.#collector.typesWithin(type).some((each) => [...this.#collector.fieldsOf(each, nodes).values()].some(([{ name }]) => this.#owesAnswer(each, name.value))),
      repeated: [...fields].flatMap(([key, [{ name }]]) => (isPlainLeaf(type, key, name.value) ? [`"${key}":`] : [])),
    };
    this.#entityChecks.set(typeName, check);
    return check;
  }

  #owesAnswer(type: ConcreteType, fieldName: string): boolean {
    const fieldType = type.getFields()[fieldName]?.type;
    return isNonNullType(fieldType) && this.#isAnswer(fieldType.ofType);
  }

  #isAnswer(type: GraphQLOutputType): type is GraphQLObjectType {
    return isObjectType(type) && isAnswerType(this.#operation.schema, type);
  }

  #object(type: ConcreteType, fields: CollectedFields): Check {
    // Once for each object, under however many names its status was asked for.
    const counted = this.#isAnswer(type) ? [...fields].find(([, [{ name }]]) => name.value === 'status')?.[0] : undefined;
    const checkOf = (key: string, nodes: readonly [FieldNode, ...FieldNode[]]) => (key === counted ? countStatus(this.#operation.answers.countsOf(type.name)) : this.#field(type, nodes));
    const members = Array.from(fields, ([key, nodes]): Member => ({ key, check: checkOf(key, nodes) }));
    const byKey = new Map(members.map((member) => [member.key, member]));
    return (value) => {
      if (typeof value !== 'object' || value === null) return false;
      const object = value as Record<string, unknown>;
      // Keys of an object differ: as many as there are members, each known, are all of them.
      let count = 0;
      for (const key in object) {
        const next = members[count];
        const member = next?.key === key ? next : byKey.get(key);
        if (member === undefined || !member.check(object[key])) return false;
        count += 1;
      }
      return count === members.length;
    };
  }

  #field(type: ConcreteType, nodes: readonly [FieldNode, ...FieldNode[]]): Check {
    const name = nodes[0].name.value;
    if (name === '__typename') return (value) => value === type.name;
    const fieldType = type.getFields()[name]?.type;
    if (fieldType === undefined) return never;
    if (isAnswerType(this.#operation.schema, type)) {
      if (name === 'status') return (value) => AGENCY_STATUSES.has(value);
      if (name === 'agency') return (value) => value === this.#operation.agency;
    }
    return this.#value(fieldType, nodes);
  }

  #value(type: GraphQLOutputType, nodes: readonly FieldNode[]): Check {
    const nullable = getNullableType(type);
    const check = this.#present(nullable, nodes);
    return isNonNullType(type) ? check : (value) => value === null || check(value);
  }

  /** For a value that is not null; says no to null. */
  #present(type: ReturnType<typeof getNullableType>, nodes: readonly FieldNode[]): Check {
    if (isListType(type)) return listOf(this.#value(type.ofType as GraphQLOutputType, nodes));
    if (isLeafType(type)) return leaf(type);
    if (isAbstractType(type)) return this.#abstract(type, nodes);
    if (!isObjectType(type)) return never;
    // Compiled when the first object comes: a schema can lead round in circles, but an answer ends.
    let check: Check | undefined;
    return (value) => (check ??= this.#object(type, this.#collector.fieldsOf(type, nodes)))(value);
  }

  /** An object that does not say its type, or says that of an interface, is left to the closer look. */
  #abstract(type: GraphQLAbstractType, nodes: readonly FieldNode[]): Check {
    const { schema } = this.#operation;
    const checks = new Map<unknown, Check>();
    return (value) => {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, '__typename')) return false;
      const { __typename: typename } = value as { readonly __typename: unknown };
      let check = checks.get(typename);
      if (check === undefined) {
        const named = typeof typename === 'string' ? schema.getType(typename) : undefined;
        if (!isObjectType(named) || !schema.isSubType(type, named)) return false;
        check = this.#object(named, this.#collector.fieldsOf(named, nodes));
        checks.set(typename, check);
      }
      return check(value);
    };
  }
}

const never: Check = () => false;

function countStatus(counts: Uint32Array): Check {
  return (value) => {
    const place = placeOfStatus(value);
    if (place === undefined || !AGENCY_STATUSES.has(value)) return false;
    counts[place] = (counts[place] ?? 0) + 1;
    return true;
  };
}

function listOf(check: Check): Check {
  return (value) => {
    if (!Array.isArray(value)) return false;
    for (let index = 0; index < value.length; index += 1) if (!check(value[index])) return false;
    return true;
  };
}

/** GraphQL §3.5 and §3.9, as agencies write them. A scalar of an agency's own can be anything; what nests is looked at closely. */
function leaf(type: GraphQLLeafType): Check {
  if (isEnumType(type)) {
    const names = new Set<unknown>(type.getValues().map(({ name }) => name));
    return (value) => names.has(value);
  }
  return BUILT_IN.get(type.name) ?? ((value) => value !== null && typeof value !== 'object');
}

const BUILT_IN: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['String', (value) => typeof value === 'string'],
  ['ID', (value) => typeof value === 'string' || Number.isInteger(value)],
  ['Boolean', (value) => typeof value === 'boolean'],
  ['Int', (value) => typeof value === 'number' && (value | 0) === value],
  ['Float', (value) => Number.isFinite(value)],
]);

function isPlainLeaf(type: ConcreteType, key: string, fieldName: string): boolean {
  const field = type.getFields()[fieldName];
  return key === fieldName && field !== undefined && isLeafType(getNullableType(field.type));
}
