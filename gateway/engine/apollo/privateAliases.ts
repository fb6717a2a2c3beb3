// A client's alias can bear the name of another field: `placement: clearance { status }`. The planner tells
// fields of one object apart by response name only, so what it fetches besides for keys and @requires
// (`placement`, `id`, `__typename`) would be merged with what the client gave that name, and the word of one
// agency would stand for another's. Every alias therefore travels under a name of our own, which no field
// has, and the client's names are put back into data and error paths.

import { Kind, visit, type DocumentNode, type FieldNode, type GraphQLFormattedError } from 'graphql';
import type { Operation } from '../../operation/Operation.js';
import { createRecord, isRecord } from '../../util/isRecord.js';

/** What the engine gives: data as a tree, named as the document names it. */
export interface TreeResult {
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly GraphQLFormattedError[];
}

const PREFIX = '_as_';

/** A document is read once and executed often, so it is rewritten once. */
const rewritten = new WeakMap<DocumentNode, DocumentNode>();

/** The same operation with private aliases; the very same object where it has none. */
export function hideAliases(operation: Operation): Operation {
  let document = rewritten.get(operation.document);
  if (document === undefined) rewritten.set(operation.document, (document = rewrite(operation.document)));
  if (document === operation.document) return operation;
  const definition = document.definitions[operation.document.definitions.indexOf(operation.definition)];
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('an operation is one of the definitions of its document');
  return { ...operation, document, definition };
}

/** The result of a hidden operation under the names that the client gave. */
export function showAliases({ data, errors }: TreeResult): TreeResult {
  return {
    data: data && renameKeys(data),
    errors: errors.map((error) => (error.path === undefined ? error : { ...error, path: error.path.map(clientName) })),
  };
}

function rewrite(document: DocumentNode): DocumentNode {
  return visit(document, {
    Field({ alias, name, ...rest }): FieldNode | undefined {
      if (alias === undefined || alias.value === name.value) return undefined;
      return { ...rest, name, alias: { ...alias, value: `${PREFIX}${alias.value}` } };
    },
  });
}

function renameKeys(record: Record<string, unknown>): Record<string, unknown> {
  const renamed = createRecord();
  for (const [key, value] of Object.entries(record)) renamed[clientName(key)] = renameIn(value);
  return renamed;
}

function renameIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renameIn);
  return isRecord(value) ? renameKeys(value) : value;
}

function clientName<Key extends string | number>(key: Key): Key | string {
  return typeof key === 'string' && key.startsWith(PREFIX) ? key.slice(PREFIX.length) : key;
}
