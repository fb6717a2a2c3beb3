// The gateway speaks for an agency that cannot. Given the operation that was meant for the agency and
// whatever data came back, it fills every gap so that silence can never be read as an answer:
//
// - a field whose type implements AgencyAnswer gets an object that says UNAVAILABLE, who was asked and
//   when to ask again; everything else selected in it is null, also lists;
// - any other field gets null, to be explained by an error: null without one means "there is none";
// - what the agency did answer goes on as it is; what nobody asked it for does not, or an agency could
//   speak in the place of another.
//
// A gap is what is missing, and what has a form that its type does not allow. An entity that claims to
// be another than the one asked about is a gap from end to end. So is one that was asked about by an interface and does
// not say what it is, where something was asked of one type alone: each of the types is then spoken for.
//
// Builds new objects; never throws over what an agency sent.

import {
  getNamedType,
  getNullableType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  valueFromASTUntyped,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { isAnswerType } from '../supergraph/Supergraph.js';
import { createRecord, isRecord, ownValue } from '../util/isRecord.js';
import type { AgencyOperation } from './AgencyOperation.js';
import { AGENCY_STATUSES, isAgencyStatus } from './agencyStatuses.js';
import type { AnswerTally } from './AnswerTally.js';
import { ENTITIES_FIELD } from './federationNames.js';
import { FieldCollector, type CollectedFields, type ConcreteType } from './FieldCollector.js';
import { hasShape, isTypePossible } from './hasShape.js';
import type { Representations } from './Representations.js';

/** Keys and indices from the root of the subgraph's response. */
export type ResponsePath = readonly (string | number)[];

/** Each null is explained by an error. Data that leaves more of them is a flood: of no use, and not written to its end. */
export const MAX_NULLS = 1_000;

export interface AnswerGap {
  readonly schema: GraphQLSchema;
  readonly operation: Pick<AgencyOperation, 'operationClass' | 'definition' | 'fragments' | 'rootType'>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly representations?: Representations | undefined;
  readonly agency: string;
  /** When asking again makes sense. */
  readonly retryAt: Date;
  /** Where what the agency answered and what is written is counted. Default: nobody wants to know. */
  readonly tally?: AnswerTally;
}

export interface WrittenAnswers {
  readonly data: Record<string, unknown>;
  /** Where an answer was written. */
  readonly answers: readonly ResponsePath[];
  /** Fields that are no answers and got null because the agency gave nothing usable. */
  readonly nulls: readonly ResponsePath[];
  /**
   * Of a null that takes its object with it, the other fields of the object that are null too. Who merges the object into
   * one that is there already, or asked for the field only to tell another agency, sees them and not the one.
   */
  readonly alongside: ReadonlyMap<ResponsePath, readonly string[]>;
  /** Objects with a key that would reach a prototype: whoever sends that means no good, or is broken. */
  readonly strange: readonly ResponsePath[];
}

/** @param data what the agency sent, already checked to be an object; undefined where nothing usable came. */
export function writeAnswers(gap: AnswerGap, data: Record<string, unknown> | undefined): WrittenAnswers {
  return new AnswerWriter(gap).write(data);
}

class AnswerWriter {
  readonly #gap: AnswerGap;
  readonly #collector: FieldCollector;
  readonly #answers: ResponsePath[] = [];
  readonly #nulls: ResponsePath[] = [];
  readonly #alongside = new Map<ResponsePath, readonly string[]>();
  readonly #strange: ResponsePath[] = [];

  constructor(gap: AnswerGap) {
    this.#gap = gap;
    this.#collector = new FieldCollector(gap.schema, gap.operation.fragments, effectiveVariables(gap));
  }

  write(data: Record<string, unknown> | undefined): WrittenAnswers {
    const { operationClass, rootType, definition } = this.#gap.operation;
    const fields = this.#collector.collect(rootType, [definition.selectionSet]);
    const written = operationClass === 'lookup' ? this.#entities(fields, data) : this.#object(rootType, fields, data, [], {});
    return { data: written, answers: this.#answers, nulls: this.#nulls, alongside: this.#alongside, strange: this.#strange };
  }

  /** `_entities`: one entry per representation, whose `__typename` says what was asked about. */
  #entities(rootFields: CollectedFields, data: Record<string, unknown> | undefined): Record<string, unknown> {
    const nodes = rootFields.get(ENTITIES_FIELD) ?? [];
    const received = data && ownValue(data, ENTITIES_FIELD);
    const representations: unknown = JSON.parse(this.#gap.representations?.text ?? '[]');
    const entities = (Array.isArray(representations) ? representations : []).map((representation: unknown, index) => {
      const entity: unknown = Array.isArray(received) ? received[index] : undefined;
      const known = isRecord(representation) ? representation : {};
      const askedType = this.#gap.schema.getType(String(ownValue(known, '__typename')));
      if (!isObjectType(askedType) && !isInterfaceType(askedType)) return null;
      const type = this.#ownType(askedType, entity);
      const fields = this.#collector.fieldsOf(type, nodes);
      const types = this.#collector.typesWithin(type);
      // An entity the agency says it does not have stays null, unless it owes an answer about it.
      if (entity === null && !types.some((each) => this.#owesAnswer(each, this.#collector.fieldsOf(each, nodes)))) return null;
      const path = [ENTITIES_FIELD, index];
      if (types.some((each) => this.#collector.fieldsOf(each, nodes).size !== fields.size)) return this.#objectOfAny(types, nodes, path, known);
      const source = isRecord(entity) && this.#isSameEntity(type, fields, entity, known) ? entity : undefined;
      return this.#object(type, fields, source, path, known);
    });
    return { [ENTITIES_FIELD]: entities };
  }

  /** An entity of which nobody knows what it is: the gaps of all that it may be. */
  #objectOfAny(types: readonly ConcreteType[], nodes: readonly FieldNode[], path: ResponsePath, known: Record<string, unknown>): Record<string, unknown> {
    const target = createRecord();
    for (const [position, type] of types.entries()) {
      // What it is called is said by the first, which it is in any case.
      const fields = [...this.#collector.fieldsOf(type, nodes)].filter(([key, [{ name }]]) => !Object.hasOwn(target, key) && (position === 0 || name.value !== '__typename'));
      Object.assign(target, this.#object(type, new Map(fields), undefined, path, known));
    }
    return target;
  }

  /** Asked about by an interface (@interfaceObject), an entity says itself what it is. */
  #ownType(askedType: ConcreteType, entity: unknown): ConcreteType {
    if (isObjectType(askedType) || !isRecord(entity)) return askedType;
    const named = this.#gap.schema.getType(String(ownValue(entity, '__typename')));
    return isObjectType(named) && this.#gap.schema.isSubType(askedType, named) ? named : askedType;
  }

  #owesAnswer(type: ConcreteType, fields: CollectedFields): boolean {
    return [...fields.values()].some(([field]) => {
      const fieldType = type.getFields()[field.name.value]?.type;
      return fieldType !== undefined && isNonNullType(fieldType) && this.#answerType(fieldType) !== undefined;
    });
  }

  /** False where type or facts of the entity contradict the representation: merged, it would replace the one asked about. */
  #isSameEntity(type: ConcreteType, fields: CollectedFields, entity: Record<string, unknown>, known: Record<string, unknown>): boolean {
    const typename = ownValue(entity, '__typename');
    if (typename !== undefined && !isTypePossible(this.#gap.schema, type, typename)) return false;
    return [...fields.values()].every((nodes) => {
      const { name } = nodes[0];
      const fieldType = type.getFields()[name.value]?.type;
      const [sent, fact] = [ownValue(entity, name.value), ownValue(known, name.value)];
      return fieldType === undefined || sent === undefined || fact === undefined || !isPlainLeaf(fieldType, nodes) || sent === fact;
    });
  }

  /**
   * One object with every field that was asked for and no other, its gaps filled.
   * @param source the agency's object; undefined where it gave none.
   * @param known the representation that was sent: its keys are facts, whatever the agency does.
   */
  #object(
    type: ConcreteType,
    fields: CollectedFields,
    source: Record<string, unknown> | undefined,
    path: ResponsePath,
    known: Record<string, unknown>,
  ): Record<string, unknown> {
    const target = createRecord();
    const missing: string[] = [];
    let fatal: string | undefined;
    this.#countGiven(type, fields, source);
    if (source !== undefined && Object.hasOwn(source, '__proto__') && this.#strange.length < MAX_NULLS) this.#strange.push(path);
    for (const [key, nodes] of fields) {
      const name = nodes[0].name.value;
      const sent = source && ownValue(source, key);
      if (name === '__typename') {
        target[key] = typeof sent === 'string' ? sent : type.name;
        continue;
      }
      const fieldType = type.getFields()[name]?.type;
      if (fieldType === undefined) continue;

      const value = sent !== undefined && hasShape(this.#gap.schema, fieldType, sent) && this.#areAnswers(fieldType, nodes, sent) ? sent : undefined;
      const answerType = this.#answerType(fieldType);
      if (answerType !== undefined && value !== null && !this.#isAnswer(answerType, nodes, value)) {
        target[key] = this.#answer(answerType, nodes);
        this.#answers.push([...path, key]);
      } else if (value !== undefined) {
        target[key] = isLeafType(getNamedType(fieldType)) ? value : this.#descend(fieldType, nodes, value, [...path, key]);
      } else if (sent === undefined && isPlainLeaf(fieldType, nodes) && ownValue(known, name) !== undefined) {
        target[key] = known[name];
      } else {
        target[key] = null;
        missing.push(key);
        if (isNonNullType(fieldType)) fatal ??= key;
      }
    }
    // One non-null field takes the whole object with it, so one error says all (GraphQL §6.4.4).
    for (const key of fatal === undefined ? missing : [fatal]) {
      const at = [...path, key];
      this.#nulls.push(at);
      if (key === fatal && missing.length > 1) this.#alongside.set(at, missing.filter((other) => other !== key));
    }
    return target;
  }

  /** What the agency did send, of the right shape, with the gaps inside it filled. */
  #descend(type: GraphQLOutputType, nodes: readonly FieldNode[], value: unknown, path: ResponsePath): unknown {
    // Such data is thrown away whole: what comes after the first gaps need not be looked at.
    if (this.#nulls.length > MAX_NULLS) return null;
    const nullable = getNullableType(type);
    if (isListType(nullable) && Array.isArray(value)) {
      return value.map((item, index) => this.#descend(nullable.ofType, nodes, item, [...path, index]));
    }
    if (!isRecord(value)) return value;
    const typename = ownValue(value, '__typename');
    const concrete = typeof typename === 'string' ? this.#gap.schema.getType(typename) : nullable;
    if (!isObjectType(concrete) && !isInterfaceType(concrete)) return null;
    return this.#object(concrete, this.#collector.fieldsOf(concrete, nodes), value, path, {});
  }

  /** The object type of a single answer; undefined for lists of answers and for everything else. */
  #answerType(type: GraphQLOutputType): GraphQLObjectType | undefined {
    const nullable = getNullableType(type);
    return isObjectType(nullable) && isAnswerType(this.#gap.schema, nullable) ? nullable : undefined;
  }

  /** Whether the agency really answered: an object with a status that an agency may give, in its own name. */
  #isAnswer(type: GraphQLObjectType, nodes: readonly FieldNode[], value: unknown): boolean {
    if (!isRecord(value)) return false;
    return [...this.#collector.fieldsOf(type, nodes)].every(([key, [field]]) => {
      if (field.name.value === 'status') return AGENCY_STATUSES.has(ownValue(value, key));
      return field.name.value !== 'agency' || ownValue(value, key) === this.#gap.agency;
    });
  }

  /**
   * Of a list of answers, whether each is one that the agency gave. Nothing can be written in the place of an item, so that
   * the list goes as a whole; of everything else there is nothing to say here.
   */
  #areAnswers(type: GraphQLOutputType, nodes: readonly FieldNode[], value: unknown): boolean {
    const nullable = getNullableType(type);
    if (!isListType(nullable) || !Array.isArray(value)) return true;
    const answerType = this.#answerType(nullable.ofType);
    return value.every((item: unknown) => item === null || (answerType === undefined ? this.#areAnswers(nullable.ofType, nodes, item) : this.#isAnswer(answerType, nodes, item)));
  }

  /** An answer that the agency gave, if this is one. */
  #countGiven(type: ConcreteType, fields: CollectedFields, source: Record<string, unknown> | undefined): void {
    const { tally } = this.#gap;
    if (tally === undefined || source === undefined || this.#answerType(type) === undefined) return;
    const key = [...fields].find(([, [{ name }]]) => name.value === 'status')?.[0];
    const status = key === undefined ? undefined : ownValue(source, key);
    if (isAgencyStatus(status)) tally.add(type.name, status);
  }

  #answer(type: GraphQLObjectType, nodes: readonly FieldNode[]): Record<string, unknown> {
    this.#gap.tally?.add(type.name, 'UNAVAILABLE');
    const answer = createRecord();
    for (const [key, fieldNodes] of this.#collector.fieldsOf(type, nodes)) answer[key] = this.#answerValue(type, fieldNodes);
    return answer;
  }

  #answerValue(type: GraphQLObjectType, nodes: readonly [FieldNode, ...FieldNode[]]): unknown {
    const name = nodes[0].name.value;
    switch (name) {
      case '__typename':
        return type.name;
      case 'agency':
        return this.#gap.agency;
      case 'status':
        return 'UNAVAILABLE';
      case 'retryAt':
        return this.#gap.retryAt.toISOString();
      default: {
        const fieldType = type.getFields()[name]?.type;
        const inner = fieldType && this.#answerType(fieldType);
        return inner === undefined ? null : this.#answer(inner, nodes);
      }
    }
  }
}

function isPlainLeaf(type: GraphQLOutputType, nodes: readonly FieldNode[]): boolean {
  return isLeafType(getNullableType(type)) && nodes.every((node) => node.alias === undefined && (node.arguments ?? []).length === 0);
}

function effectiveVariables({ operation, variables }: AnswerGap): Map<string, unknown> {
  const values = new Map<string, unknown>();
  for (const definition of operation.definition.variableDefinitions ?? []) {
    if (definition.defaultValue) values.set(definition.variable.name.value, valueFromASTUntyped(definition.defaultValue));
  }
  for (const [name, value] of Object.entries(variables)) values.set(name, value);
  return values;
}
