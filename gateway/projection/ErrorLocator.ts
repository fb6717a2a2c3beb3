// Errors of execution, told in the client's names. Execution knows a field by its data key; a client that
// selects the field under two aliases gets the error at both. An error at a field the client did not select
// is the plan's own affair (an input of another agency's @requires) and is dropped, unless it took more along,
// the object around it or fields beside it: then it is reported at the nulls that the client sees, since null
// without an error would mean "there is none". A path that does not fit the schema is followed as far as it does.

import {
  getNullableType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLFormattedError,
  type GraphQLOutputType,
} from 'graphql';
import type { DataError, ExecutedData } from '../execution/Execution.js';
import type { CollectedFields, ConcreteType } from '../subgraph/FieldCollector.js';
import { isRecord, ownValue } from '../util/isRecord.js';
import type { SelectionContext } from './compileSelection.js';
import type { ResponsePath } from './Place.js';
import { runtimeType } from './runtimeType.js';

type DataPath = NonNullable<DataError['path']>;

export class ErrorLocator {
  readonly #context: SelectionContext;
  readonly #rootType: ConcreteType;
  readonly #rootFields: CollectedFields;
  /** Data keys → what is selected under them, for selections in which errors were located before. */
  readonly #byDataKey = new WeakMap<CollectedFields, DataKeyIndex>();

  constructor(context: SelectionContext, rootType: ConcreteType, rootFields: CollectedFields) {
    this.#context = context;
    this.#rootType = rootType;
    this.#rootFields = rootFields;
  }

  locate({ data, errors }: ExecutedData): GraphQLFormattedError[] {
    return errors.flatMap((error) => {
      if (error.path === undefined && error.missing === undefined) return [toFormatted(error)];
      const found: ResponsePath[] = [];
      this.#inObject(this.#rootType, this.#rootFields, data, { error, rest: error.path ?? [], path: [], found });
      return found.map((path) => toFormatted(error, path));
    });
  }

  #inObject(type: ConcreteType, fields: CollectedFields, value: unknown, search: Search): void {
    const [dataKey, ...rest] = search.rest;
    if (dataKey === undefined && search.error.missing !== undefined) return this.#missing(type, fields, value, search);
    if (typeof dataKey !== 'string') return end(search);
    const selected = this.#indexOf(fields).get(dataKey) ?? [];
    const isThere = isRecord(value);
    if (selected.length === 0 && !isThere) return end(search);
    // Not selected, or delivered by another agency as well: then the object stays, and the other fields show their nulls.
    if (isThere && (selected.length === 0 || ownValue(value, dataKey) != null)) this.#alongside(fields, value, search);
    for (const { responseKey, nodes } of selected) {
      const fieldType = type.getFields()[nodes[0].name.value]?.type;
      const below = { ...search, rest, path: [...search.path, responseKey] };
      if (fieldType === undefined) end(below);
      else this.#inValue(fieldType, nodes, isThere ? ownValue(value, dataKey) : undefined, below);
    }
  }

  /** The field itself took nothing along that is seen, but others may be null with it. */
  #alongside(fields: CollectedFields, value: Record<string, unknown>, { error: { path = [], alongside }, rest, path: at, found }: Search): void {
    if (alongside === undefined || alongside.depth !== path.length - rest.length) return;
    for (const dataKey of alongside.keys) {
      if (dataKey === path[alongside.depth]) continue;
      // An object that another agency has delivered as well lacks its part.
      const held = ownValue(value, dataKey) ?? null;
      for (const { responseKey } of typeof held === 'object' ? (this.#indexOf(fields).get(dataKey) ?? []) : []) found.push([...at, responseKey]);
    }
  }

  /** The path has led to an object, of which something could not be asked for. */
  #missing(type: ConcreteType, fields: CollectedFields, value: unknown, { error: { missing = [] }, path, found }: Search): void {
    if (!isRecord(value)) return;
    const missingKeys = new Set(missing.map(([key]) => key));
    // An object that another null takes along is not seen, and that null has its error.
    for (const [dataKey, [{ nodes }]] of this.#indexOf(fields)) {
      const isNull = (ownValue(value, dataKey) ?? null) === null;
      if (isNull && !missingKeys.has(dataKey) && isNonNullType(type.getFields()[nodes[0].name.value]?.type)) return;
    }
    for (const keys of missing) this.#gaps(type, fields, value, keys, path, found);
  }

  /** Places at which a field, or an object on the way to it, is not there: null would be an answer. */
  #gaps(type: ConcreteType, fields: CollectedFields, value: unknown, [dataKey, ...rest]: DataPath, path: ResponsePath, found: ResponsePath[]): void {
    if (!isRecord(value) || typeof dataKey !== 'string') return;
    const held = ownValue(value, dataKey);
    for (const { responseKey, nodes } of this.#indexOf(fields).get(dataKey) ?? []) {
      const at = [...path, responseKey];
      const fieldType = type.getFields()[nodes[0].name.value]?.type;
      if (fieldType === undefined) continue;
      if (held !== undefined) this.#gapsWithin(fieldType, nodes, held, rest, at, found);
      else if (nodes.some((node) => !this.#context.refused.has(node)) && !found.some((known) => isSame(known, at))) found.push(at);
    }
  }

  #gapsWithin(type: GraphQLOutputType, nodes: readonly FieldNode[], value: unknown, keys: DataPath, path: ResponsePath, found: ResponsePath[]): void {
    const nullable = getNullableType(type);
    if (isListType(nullable) && Array.isArray(value)) value.forEach((item, index) => this.#gapsWithin(nullable.ofType, nodes, item, keys, [...path, index], found));
    else if (isCompositeType(nullable)) {
      const concrete = this.#concreteType(nullable, nodes, value);
      if (concrete !== undefined) this.#gaps(concrete, this.#context.collector.fieldsOf(concrete, nodes), value, keys, path, found);
    }
  }

  #inValue(type: GraphQLOutputType, nodes: readonly FieldNode[], value: unknown, search: Search): void {
    const nullable = getNullableType(type);
    const [index, ...rest] = search.rest;
    if ((index === undefined && search.error.missing === undefined) || isLeafType(nullable)) return end(search);
    if (isListType(nullable)) {
      const items: readonly unknown[] | undefined = Array.isArray(value) ? value : undefined;
      if (typeof index !== 'number' || (items !== undefined && index >= items.length)) return end(search);
      return this.#inValue(nullable.ofType, nodes, items?.[index], { ...search, rest, path: [...search.path, index] });
    }
    const concrete = this.#concreteType(nullable, nodes, value);
    if (concrete === undefined) return end(search);
    this.#inObject(concrete, this.#context.collector.fieldsOf(concrete, nodes), value, search);
  }

  #concreteType(type: GraphQLCompositeType, nodes: readonly FieldNode[], value: unknown): ConcreteType | undefined {
    if (!isAbstractType(type)) return type;
    const { schema, collector } = this.#context;
    return runtimeType({ schema, collector, type, nodes }, isRecord(value) ? ownValue(value, '__typename') : undefined);
  }

  #indexOf(fields: CollectedFields): DataKeyIndex {
    let index = this.#byDataKey.get(fields);
    if (index === undefined) {
      const runsAlone = fields === this.#rootFields && this.#context.rootRunsAlone;
      const entries = Array.from(fields, ([responseKey, nodes]) => ({ responseKey, nodes }));
      index = Map.groupBy(entries, ({ nodes: [node] }) => this.#context.dataKeys.keyOf(node, runsAlone)) as Map<string, [SelectedField, ...SelectedField[]]>;
      this.#byDataKey.set(fields, index);
    }
    return index;
  }
}

interface SelectedField {
  readonly responseKey: string;
  readonly nodes: readonly [FieldNode, ...FieldNode[]];
}

type DataKeyIndex = ReadonlyMap<string, readonly [SelectedField, ...SelectedField[]]>;

/** A path on its way from data keys to response keys. */
interface Search {
  readonly error: DataError;
  readonly rest: DataPath;
  readonly path: ResponsePath;
  readonly found: ResponsePath[];
}

/** No further: the error stands here, unless it is about something that is missing there. */
function end({ error, path, found }: Search): void {
  if (error.missing === undefined) found.push(path);
}

function isSame(one: ResponsePath, other: ResponsePath): boolean {
  return one.length === other.length && one.every((key, index) => key === other[index]);
}

function toFormatted({ message, extensions }: DataError, path: ResponsePath = []): GraphQLFormattedError {
  return { message, ...(path.length > 0 && { path }), ...(extensions !== undefined && { extensions }) };
}
