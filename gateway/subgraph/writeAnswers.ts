// The gateway speaks for an agency that cannot. Given the operation that was meant for the agency and
// whatever data came back, it fills every gap so that silence can never be read as an answer:
//
// - a field whose type implements AgencyAnswer gets an object that says UNAVAILABLE, who was asked and
//   when to ask again; everything else selected in it is null, also lists;
// - any other field gets null, to be explained by an error: null without one means "there is none";
// - what the agency did answer is left as it is.
//
// A gap is what is missing, and what has a form that its type does not allow. An entity that claims to
// be another than the one asked about is a gap from end to end.
//
// Merges into `data`, which must belong to the caller alone. Never throws over what an agency sent.

import {
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
import { ANSWER_STATUSES } from '../../schema/contract/AnswerStatus.js';
import { isAnswerType } from '../supergraph/Supergraph.js';
import { isRecord, ownValue } from '../util/isRecord.js';
import { FieldCollector, type CollectedFields, type ConcreteType } from './FieldCollector.js';
import { hasShape, isTypePossible } from './hasShape.js';
import { ENTITIES_FIELD, type PreparedOperation } from './prepareOperation.js';

/** Keys and indices from the root of the subgraph's response. */
export type ResponsePath = readonly (string | number)[];

export interface AnswerGap {
  readonly schema: GraphQLSchema;
  readonly operation: PreparedOperation;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly agency: string;
  /** When asking again makes sense. */
  readonly retryAt: Date;
}

export interface WrittenAnswers {
  readonly data: Record<string, unknown>;
  /** Where an answer was written. */
  readonly answers: readonly ResponsePath[];
  /** Fields that are no answers and got null because the agency gave nothing usable. */
  readonly nulls: readonly ResponsePath[];
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

  constructor(gap: AnswerGap) {
    this.#gap = gap;
    this.#collector = new FieldCollector(gap.schema, gap.operation.fragments, effectiveVariables(gap));
  }

  write(data: Record<string, unknown> | undefined): WrittenAnswers {
    const { operationClass, rootType, definition } = this.#gap.operation;
    const fields = this.#collector.collect(rootType, [definition.selectionSet]);
    const written = operationClass === 'lookup' ? this.#entities(fields, data) : this.#object(rootType, fields, data, [], {});
    return { data: written, answers: this.#answers, nulls: this.#nulls };
  }

  /** `_entities`: one entry per representation, whose `__typename` says what was asked about. */
  #entities(rootFields: CollectedFields, data: Record<string, unknown> | undefined): Record<string, unknown> {
    const nodes = rootFields.get(ENTITIES_FIELD) ?? [];
    const received = data && ownValue(data, ENTITIES_FIELD);
    const representations = this.#gap.variables['representations'];
    const entities = (Array.isArray(representations) ? representations : []).map((representation: unknown, index) => {
      const entity: unknown = Array.isArray(received) ? received[index] : undefined;
      const known = isRecord(representation) ? representation : {};
      const type = this.#gap.schema.getType(String(ownValue(known, '__typename')));
      if (!isObjectType(type) && !isInterfaceType(type)) return entity ?? null;
      const fields = this.#collector.fieldsOf(type, nodes);
      // An entity the agency says it does not have stays null, unless it owes an answer about it.
      if (entity === null && !this.#owesAnswer(type, fields)) return null;
      const source = isRecord(entity) && this.#isSameEntity(type, fields, entity, known) ? entity : undefined;
      return this.#object(type, fields, source, [ENTITIES_FIELD, index], known);
    });
    return { ...data, [ENTITIES_FIELD]: entities };
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
   * Fills the gaps of one object.
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
    const target: Record<string, unknown> = source ?? Object.create(null);
    const missing: { readonly path: ResponsePath; readonly nonNull: boolean }[] = [];
    for (const [key, nodes] of fields) {
      const name = nodes[0].name.value;
      const fieldType = type.getFields()[name]?.type;
      if (name === '__typename' && typeof ownValue(target, key) !== 'string') target[key] = type.name;
      if (fieldType === undefined) continue;

      const sent = ownValue(target, key);
      const value = sent !== undefined && hasShape(this.#gap.schema, fieldType, sent) ? sent : undefined;
      const fieldPath = [...path, key];
      const answerType = this.#answerType(fieldType);
      if (answerType !== undefined) {
        const isMeantNull = value === null && !isNonNullType(fieldType);
        if (this.#isAnswer(answerType, nodes, value)) this.#descend(fieldType, nodes, value, fieldPath);
        else if (!isMeantNull) {
          target[key] = this.#answer(answerType, nodes);
          this.#answers.push(fieldPath);
        }
      } else if (value !== undefined) {
        this.#descend(fieldType, nodes, value, fieldPath);
      } else if (sent === undefined && isPlainLeaf(fieldType, nodes) && ownValue(known, name) !== undefined) {
        target[key] = known[name];
      } else {
        target[key] = null;
        missing.push({ path: fieldPath, nonNull: isNonNullType(fieldType) });
      }
    }
    // One non-null field takes the whole object with it, so one error says all (GraphQL §6.4.4).
    const fatal = missing.find((field) => field.nonNull);
    this.#nulls.push(...(fatal === undefined ? missing : [fatal]).map((field) => field.path));
    return target;
  }

  /** Looks for gaps inside what the agency did send. */
  #descend(type: GraphQLOutputType, nodes: readonly FieldNode[], value: unknown, path: ResponsePath): void {
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      if (Array.isArray(value)) value.forEach((item, index) => this.#descend(nullable.ofType, nodes, item, [...path, index]));
      return;
    }
    if (!isRecord(value) || isLeafType(nullable)) return;
    const typename = ownValue(value, '__typename');
    const concrete = typeof typename === 'string' ? this.#gap.schema.getType(typename) : nullable;
    if (isObjectType(concrete)) this.#object(concrete, this.#collector.fieldsOf(concrete, nodes), value, path, {});
  }

  /** The object type of a single answer; undefined for lists of answers and for everything else. */
  #answerType(type: GraphQLOutputType): GraphQLObjectType | undefined {
    const nullable = getNullableType(type);
    return isObjectType(nullable) && isAnswerType(this.#gap.schema, nullable) ? nullable : undefined;
  }

  /** Whether the agency really answered: an object with a status that an agency may give. */
  #isAnswer(type: GraphQLObjectType, nodes: readonly FieldNode[], value: unknown): boolean {
    if (!isRecord(value)) return false;
    return [...this.#collector.fieldsOf(type, nodes)].every(([key, [field]]) => {
      if (field.name.value === 'status') return AGENCY_STATUSES.has(ownValue(value, key));
      return field.name.value !== 'agency' || typeof ownValue(value, key) === 'string';
    });
  }

  #answer(type: GraphQLObjectType, nodes: readonly FieldNode[]): Record<string, unknown> {
    const answer: Record<string, unknown> = Object.create(null);
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

/** UNAVAILABLE is the gateway's word alone: an agency that sends it has not answered. */
const AGENCY_STATUSES: ReadonlySet<unknown> = new Set(ANSWER_STATUSES.filter((status) => status !== 'UNAVAILABLE'));

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
