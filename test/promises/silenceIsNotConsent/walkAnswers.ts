// Every AgencyAnswer in data that somebody asked for, with the name of what it is an answer about: the same name in what an
// agency says and in what a client is told. Written over graphql-js alone, so that it shares no mistake with the gateway.

import { getNullableType, isInterfaceType, isListType, isObjectType, Kind, type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLObjectType, type GraphQLOutputType, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { getArgumentValues } from 'graphql/execution/values.js';
import { AGENCY_ANSWER } from '../../../schema/contract/agencyAnswer.js';

export type JsonObject = Record<string, unknown>;

export interface Asked {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface FoundAnswer {
  /** `Application case-000001 clearance`. */
  readonly about: string;
  readonly type: GraphQLObjectType;
  /** Where it stands. */
  readonly parent: JsonObject;
  readonly key: string;
  /** Response keys under which its status, and under which the name of the agency, was asked for. */
  readonly statusKeys: readonly string[];
  readonly agencyKeys: readonly string[];
}

export interface FoundField {
  readonly type: GraphQLOutputType;
  readonly parent: JsonObject;
  readonly key: string;
  /** The field's name, whatever the key. */
  readonly name: string;
  /** Of the innermost answer that it lies in; undefined where it lies in none. */
  readonly within: string | undefined;
}

export interface Visitor {
  readonly answer?: (found: FoundAnswer) => void;
  /** Every field that is no single answer. */
  readonly field?: (found: FoundField) => void;
}

export function isAnswerType(type: GraphQLOutputType): type is GraphQLObjectType {
  return isObjectType(type) && type.getInterfaces().some(({ name }) => name === AGENCY_ANSWER);
}

/** The fields of the operation's root, by response key. */
export function rootFields({ schema, document, variables }: Asked): { readonly type: GraphQLObjectType; readonly fields: ReadonlyMap<string, readonly FieldNode[]> } {
  const operation = document.definitions.find((each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION);
  const type = schema.getQueryType();
  if (operation === undefined || type == null) throw new Error('no query');
  return { type, fields: collectFields(schema, fragmentsOf(document), { ...variables }, type, operation.selectionSet) };
}

export function subFields({ schema, document, variables }: Asked, type: GraphQLObjectType, nodes: readonly FieldNode[]): ReadonlyMap<string, readonly FieldNode[]> {
  return collectSubfields(schema, fragmentsOf(document), { ...variables }, type, nodes);
}

/** What a field of the object is an answer about. @param known what is known of the object besides what was answered. */
export function nameOf(asked: Asked, type: GraphQLObjectType, object: JsonObject, node: FieldNode, known: JsonObject = {}): string {
  const field = type.getFields()[node.name.value];
  const given = field === undefined ? {} : getArgumentValues(field, node, { ...asked.variables });
  const told = Object.entries(given).filter(([, value]) => value != null);
  const id = [object['id'], object['code'], object['bin'], known['id'], known['code'], known['bin']].find((each) => each !== undefined);
  return `${type.name} ${id as string} ${node.name.value}${told.length === 0 ? '' : JSON.stringify(Object.fromEntries(told))}`;
}

export function walkAnswers(asked: Asked, data: JsonObject, visitor: Visitor): void {
  const { type, fields } = rootFields(asked);
  const nodes = fields.get('_entities');
  if (nodes === undefined) return walkObject(asked, type, fields, data, visitor, undefined);
  const representations = asked.variables['representations'] as readonly JsonObject[];
  const entities = data['_entities'] as readonly (JsonObject | null)[];
  for (const [index, known] of representations.entries()) {
    const entityType = asked.schema.getType(String(known['__typename']));
    const entity = entities[index];
    if (entity == null || !isObjectType(entityType)) continue;
    walkObject(asked, entityType, subFields(asked, entityType, nodes), entity, visitor, undefined, known);
  }
}

function walkObject(asked: Asked, type: GraphQLObjectType, fields: ReadonlyMap<string, readonly FieldNode[]>, object: JsonObject, visitor: Visitor, within: string | undefined, known: JsonObject = {}): void {
  for (const [key, nodes] of fields) {
    const [node] = nodes;
    const fieldType = node && type.getFields()[node.name.value]?.type;
    if (node === undefined || fieldType === undefined) continue;
    const nullable = getNullableType(fieldType);
    const value = object[key];
    let inside = within;
    if (isAnswerType(nullable)) {
      inside = nameOf(asked, type, object, node, known);
      const selected = [...subFields(asked, nullable, nodes)];
      const keysOf = (name: string) => selected.filter(([, [each]]) => each?.name.value === name).map(([each]) => each);
      visitor.answer?.({ about: inside, type: nullable, parent: object, key, statusKeys: keysOf('status'), agencyKeys: keysOf('agency') });
    } else {
      visitor.field?.({ type: fieldType, parent: object, key, name: node.name.value, within });
    }
    walkValue(asked, nullable, nodes, value, visitor, inside);
  }
}

function walkValue(asked: Asked, type: GraphQLOutputType, nodes: readonly FieldNode[], value: unknown, visitor: Visitor, within: string | undefined): void {
  const nullable = getNullableType(type);
  if (value == null) return;
  if (isListType(nullable)) {
    for (const item of value as readonly unknown[]) walkValue(asked, nullable.ofType, nodes, item, visitor, within);
  } else if (isObjectType(nullable)) {
    walkObject(asked, nullable, subFields(asked, nullable, nodes), value as JsonObject, visitor, within);
  } else if (isInterfaceType(nullable)) {
    throw new Error(`${nullable.name}: no field of the product returns an interface`);
  }
}

const fragments = new WeakMap<DocumentNode, Record<string, FragmentDefinitionNode>>();

function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  let found = fragments.get(document);
  if (found === undefined) {
    const definitions = document.definitions.filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION);
    fragments.set(document, (found = Object.fromEntries(definitions.map((each) => [each.name.value, each]))));
  }
  return found;
}
