// The named operations as a manifest of persisted operations: what the gateway runs where it runs only what it knows.
// In the format of Apollo's tools, so that a client's own build can write one for the gateway as well.

import { createHash } from 'node:crypto';
import { Kind, print } from 'graphql';
import type { OperationFile } from './generateOperationTypes.js';

/**
 * JSON text. A body is the document as clients print it: as the generated documents come out of graphql-js's `print`,
 * without comments. The id is its SHA-256.
 *
 * @param operations one named operation in each, as `readOperations` gives them.
 */
export function persistedOperationManifest(operations: readonly OperationFile[]): string {
  const entries = operations.flatMap(({ document }) =>
    document.definitions.flatMap((definition) => {
      if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
      const body = print(document);
      return [{ id: createHash('sha256').update(body).digest('hex'), name: definition.name?.value, type: definition.operation, body }];
    }),
  );
  return `${JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations: entries }, null, 2)}\n`;
}
