// A register seen by one request: no statement begins after its time has passed or its caller has gone.
// One place for every reader, loader and writer, so that no agency can forget it. A statement that
// already runs is left to end (PGlite cannot cancel); a transaction that is cut off is rolled back.

import { GraphQLError } from 'graphql';
import type { Kysely, KyselyPlugin } from 'kysely';

/** @throws GraphQLError REQUEST_TIMEOUT, from each statement that would begin after the signal. */
export function stopWhenAborted<Database>(db: Kysely<Database>, signal: AbortSignal): Kysely<Database> {
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      if (signal.aborted) {
        throw new GraphQLError('the time of this request has passed, or its caller has gone', {
          extensions: { code: 'REQUEST_TIMEOUT' },
        });
      }
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  return db.withPlugin(plugin);
}
