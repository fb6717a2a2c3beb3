// From a selection set and the API schema to closures that write values of it. Fields are collected per
// concrete type (GraphQL §6.3.2), once, when the first object of that type is met: of an interface with a
// hundred types those are compiled that occur. What is known beforehand becomes text: keys, commas, and
// `__typename`.
//
// Only what is selected and stands in the API schema is ever read from the data, and only own properties.

import {
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isScalarType,
  isSpecifiedScalarType,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLList,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import type { FieldKeys } from '../plan/DataKeys.js';
import type { CollectedFields, ConcreteType, FieldCollector } from '../subgraph/FieldCollector.js';
import { isRecord, ownValue } from '../util/isRecord.js';
import { introspectionKey, isIntrospection } from './introspection.js';
import type { FieldPlace, ItemPlace, Place } from './Place.js';
import { runtimeType } from './runtimeType.js';
import { writeDenied } from './writeDenied.js';
import type { AgenciesOf, Writing } from './Writing.js';
import { leafWriterOf } from './writeLeaf.js';
import type { WriteValue } from './WriteValue.js';

/** Fields of one concrete type, in the order of the response. */
export interface CompiledSelection {
  readonly fields: readonly CompiledField[];
  /** Ends the object; holds the constants after the last field. */
  readonly closing: string;
  /** True where a field that may not be null is refused: no object of the type can be written. */
  readonly isRefused: boolean;
}

interface CompiledField {
  readonly opening: Opening;
  /** The same where the value before is a text, whose closing quote is still to be written. */
  readonly openingAfterText: Opening;
  /** True for a String or ID: where it needs no escapes, it is written as it is. */
  readonly isText: boolean;
  readonly dataKey: string;
  /** True for a key such as `constructor`, which an object seems to have without having it. */
  readonly isInherited: boolean;
  readonly isNonNull: boolean;
  readonly place: FieldPlace;
  readonly write: WriteValue;
}

/** All that stands between the value before and this one: `,"__typename":"Region","code":`. */
interface Opening {
  readonly ofValue: string;
  /** With the quote that begins a text. */
  readonly ofText: string;
  readonly andNull: string;
}

export interface SelectionContext {
  readonly schema: GraphQLSchema;
  /** Collects for one choice of the operation's @skip and @include conditions. */
  readonly collector: FieldCollector;
  readonly dataKeys: FieldKeys;
  /** Fields that the caller may not see. */
  readonly refused: ReadonlySet<FieldNode>;
  /** Whom a denied answer names. */
  readonly agenciesOf: AgenciesOf;
  /** True for a mutation, whose root fields have data keys of their own. */
  readonly rootRunsAlone: boolean;
}

/**
 * Undefined where a null that may not stand here has to travel up.
 *
 * Every `+` makes a piece of a rope, and a response has thousands of fields, most of them texts. So a text takes
 * two: its quotes belong to the constants around it, and its closing one is left to what comes next.
 */
export function writeSelection(
  { fields, closing, isRefused }: CompiledSelection,
  source: Record<string, unknown>,
  writing: Writing,
): string | undefined {
  if (isRefused) return undefined;
  let text = '';
  let isTextOpen = false;
  for (const field of fields) {
    const value = field.isInherited ? ownValue(source, field.dataKey) : source[field.dataKey];
    const opening = isTextOpen ? field.openingAfterText : field.opening;
    isTextOpen = field.isText && writing.isPlain && typeof value === 'string';
    if (isTextOpen) {
      text = text + opening.ofText + (value as string);
      continue;
    }
    if (value === null || value === undefined) {
      if (field.isNonNull) return writing.reject(field.place);
      text += opening.andNull;
      continue;
    }
    const written = field.write(value, writing, field.place);
    if (written !== undefined) text = text + opening.ofValue + written;
    else if (field.isNonNull) return undefined;
    else text += opening.andNull;
  }
  return isTextOpen ? `${text}"${closing}` : text + closing;
}

/** @param collected the root fields of the operation. */
export function compileRoot(context: SelectionContext, type: ConcreteType, collected: CollectedFields): CompiledSelection {
  return compileFields({ context, parent: undefined, openLists: 0 }, type, collected);
}

/** Where a selection stands. */
interface Surroundings {
  readonly context: SelectionContext;
  /** Undefined at the root. */
  readonly parent: Place | undefined;
  /** How many lists stand around it. */
  readonly openLists: number;
}

type ValueSurroundings = Surroundings & { readonly parent: Place };

type SelectedNodes = readonly [FieldNode, ...FieldNode[]];

function compileFields({ context, parent, openLists }: Surroundings, type: ConcreteType, collected: CollectedFields): CompiledSelection {
  const definitions = type.getFields();
  const fields: CompiledField[] = [];
  let opening = '{';
  let separator = '';
  let isRefused = false;
  for (const [responseKey, selected] of collected) {
    const fieldName = selected[0].name.value;
    opening += `${separator}"${responseKey}":`;
    separator = ',';
    if (fieldName === '__typename') {
      opening += `"${type.name}"`;
      continue;
    }
    const definition = definitions[fieldName];
    const nodes = permittedOf(selected, context.refused);
    if (nodes === undefined) {
      const denied = definition && writeDenied(context, type.name, definition, selected);
      opening += denied ?? 'null';
      isRefused ||= denied === undefined && isNonNullType(definition?.type);
      continue;
    }
    const place: FieldPlace = { kind: 'field', parent, responseKey, typeName: type.name, fieldName };
    const common = { opening: openingOf(opening), openingAfterText: openingOf(`"${opening}`), place };
    opening = '';
    if (isIntrospection(fieldName)) {
      fields.push({ ...common, isText: false, dataKey: introspectionKey(responseKey), isInherited: false, isNonNull: false, write: String });
      continue;
    }
    if (definition === undefined) throw new Error(`${type.name} has no field ${fieldName}: the operation was not validated by this schema`);
    const dataKey = context.dataKeys.keyOf(nodes[0], parent === undefined && context.rootRunsAlone);
    fields.push({
      ...common,
      dataKey,
      isText: isTextType(definition.type),
      isInherited: dataKey in Object.prototype,
      isNonNull: isNonNullType(definition.type),
      write: compileValue({ context, parent: place, openLists }, definition.type, nodes),
    });
  }
  return { fields, closing: `${opening}}`, isRefused };
}

/** Those of the nodes under one response key that the caller may see; undefined where there are none. */
function permittedOf(nodes: SelectedNodes, refused: ReadonlySet<FieldNode>): SelectedNodes | undefined {
  if (refused.size === 0) return nodes;
  const [first, ...others] = nodes.filter((node) => !refused.has(node));
  return first && [first, ...others];
}

function openingOf(constants: string): Opening {
  return { ofValue: constants, ofText: `${constants}"`, andNull: `${constants}null` };
}

function isTextType(type: GraphQLOutputType): boolean {
  const nullable = getNullableType(type);
  return isScalarType(nullable) && isSpecifiedScalarType(nullable) && (nullable.name === 'String' || nullable.name === 'ID');
}

function compileValue(at: ValueSurroundings, type: GraphQLOutputType, nodes: readonly FieldNode[]): WriteValue {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return compileList(at, nullable, nodes);
  if (isLeafType(nullable)) return leafWriterOf(nullable);
  return isAbstractType(nullable) ? compileAbstract(at, nullable, nodes) : compileObject(at, nullable, nodes);
}

function compileList(at: ValueSurroundings, type: GraphQLList<GraphQLOutputType>, nodes: readonly FieldNode[]): WriteValue {
  const slot = at.openLists;
  const itemPlace: ItemPlace = { kind: 'item', parent: at.parent, slot };
  const isItemNonNull = isNonNullType(type.ofType);
  const writeItem = compileValue({ context: at.context, parent: itemPlace, openLists: slot + 1 }, type.ofType, nodes);

  return (list, writing, place) => {
    if (!Array.isArray(list)) return writing.reject(place);
    const items: readonly unknown[] = list;
    let text = '[';
    for (let index = 0; index < items.length; index += 1) {
      writing.indices[slot] = index;
      const item = items[index];
      const isNull = item === null || item === undefined;
      const written = isNull ? undefined : writeItem(item, writing, itemPlace);
      if (written === undefined && isItemNonNull) return isNull ? writing.reject(itemPlace) : undefined;
      text += index === 0 ? (written ?? 'null') : `,${written ?? 'null'}`;
    }
    return `${text}]`;
  };
}

function compileObject(at: ValueSurroundings, type: ConcreteType, nodes: readonly FieldNode[]): WriteValue {
  let selection: CompiledSelection | undefined;
  return (value, writing, place) => {
    if (!isRecord(value)) return writing.reject(place);
    const fields = (selection ??= compileFields(at, type, at.context.collector.fieldsOf(type, nodes)));
    if (writing.isRepeated(value)) return writing.once(fields, value, () => writeSelection(fields, value, writing));
    return writeSelection(fields, value, writing);
  };
}

function compileAbstract(at: ValueSurroundings, type: GraphQLAbstractType, nodes: readonly FieldNode[]): WriteValue {
  const { schema, collector } = at.context;
  /** By what `__typename` says; never holds a name that is not in the schema. */
  const selections = new Map<unknown, CompiledSelection>();
  return (value, writing, place) => {
    if (!isRecord(value)) return writing.reject(place);
    const typename = value['__typename'];
    let selection = selections.get(typename);
    if (selection === undefined) {
      const concrete = runtimeType({ schema, collector, type, nodes }, typename);
      if (concrete === undefined) return writing.reject(place);
      selection = compileFields(at, concrete, collector.fieldsOf(concrete, nodes));
      selections.set(typename, selection);
    }
    return writeSelection(selection, value, writing);
  };
}
