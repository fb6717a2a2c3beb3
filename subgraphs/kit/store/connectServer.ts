// An agency's schema on a PostgreSQL server: made if it is missing, and reached by search_path.

import { PostgresDialect } from 'kysely';
import { Client, Pool, escapeIdentifier, types } from 'pg';
import { COLUMN_PARSERS } from './columnParsers.js';
import { StatementCanceller } from './StatementCanceller.js';

/** Connections per agency process, besides two for cancellations; with four agencies well under a server's usual 100. */
const POOL_SIZE = 10;

export interface ServerConnection {
  readonly dialect: PostgresDialect;
  readonly canceller: StatementCanceller;
}

/** @throws Error in words for the operator when the server refuses, or is too old. */
export async function connectServer(url: string, schema: string): Promise<ServerConnection> {
  try {
    await createSchema(url, schema);
  } catch (error) {
    throw new Error(`the database of DATABASE_URL cannot be used: ${wordsOf(error)}`, { cause: error });
  }
  const pool = new Pool({
    connectionString: url,
    max: POOL_SIZE,
    options: `-c search_path=${schema}`,
    types: {
      getTypeParser: (oid, format) => COLUMN_PARSERS[oid] ?? types.getTypeParser(oid, format),
    },
  });
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  const canceller = new StatementCanceller(url);
  return { dialect: new PostgresDialect({ pool, onCreateConnection: canceller.know }), canceller };
}

/** The oldest server whose SQL is tested. */
const MIN_SERVER_MAJOR = 15;

async function createSchema(url: string, schema: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    const version = rows[0]?.server_version ?? 'unknown';
    if (!(Number.parseInt(version, 10) >= MIN_SERVER_MAJOR)) {
      throw new Error(`it is PostgreSQL ${version}, and ${MIN_SERVER_MAJOR} or newer is needed`);
    }
    await client.query(`create schema if not exists ${escapeIdentifier(schema)}`).catch((error: { code?: string }) => {
      // Of two processes that start together, PostgreSQL refuses the second in spite of "if not exists".
      if (error.code !== UNIQUE_VIOLATION) throw error;
    });
  } finally {
    await client.end();
  }
}

/** SQLSTATE (PostgreSQL, Appendix A). */
const UNIQUE_VIOLATION = '23505';

/** What an error says. A host with two addresses fails with one error for each, and no words of its own. */
export function wordsOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(wordsOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
