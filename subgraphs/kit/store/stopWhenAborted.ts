// A register seen by one request: no statement begins after its time has passed or its caller has gone, and one that runs is
// cancelled. One place for every reader, loader and writer, so that no agency can forget it. PGlite cannot cancel: there a
// statement that runs is left to end. A transaction that is cut off is rolled back.

import type { Kysely, KyselyPlugin } from 'kysely';
import { markStatement, refuseWhenAborted } from './StoppableDriver.js';

/** @throws GraphQLError REQUEST_TIMEOUT, from each statement that would begin after the signal or is cut off by it. */
export function stopWhenAborted<Database>(db: Kysely<Database>, signal: AbortSignal): Kysely<Database> {
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      refuseWhenAborted(signal);
      markStatement(queryId, signal);
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  return db.withPlugin(plugin);
}
