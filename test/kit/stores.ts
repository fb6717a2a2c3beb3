// The stores that a test of SQL runs over: PGlite in memory always, PostgreSQL where DATABASE_URL names
// a server. Each test file gets a database of its own there, dropped when the file has run.

import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll } from 'vitest';
import type { StoreTarget } from '../../subgraphs/kit/store/StoreTarget.js';

export interface TestStore {
  /** For the title of a describe. */
  readonly name: 'PGlite' | 'PostgreSQL';
  /**
   * What openStore and openAgencyStore take. In memory each opening is a new database; on the server
   * it is the same one again: open once per describe, and close it in its afterAll.
   */
  readonly target: StoreTarget;
}

/**
 * Call it once, at the top level of a test file: it registers hooks that make and drop the server's database.
 *
 *     describe.each(storeTargets())('a place on $name', ({ target }) => { … });
 */
export function storeTargets(): TestStore[] {
  const embedded: TestStore = { name: 'PGlite', target: { kind: 'memory' } };
  const server = process.env['DATABASE_URL'];
  return server ? [embedded, { name: 'PostgreSQL', target: { kind: 'postgres', url: ownDatabase(server) } }] : [embedded];
}

/** @returns address of a database that exists from beforeAll to afterAll. */
function ownDatabase(server: string): string {
  const name = `qaqpa_test_${randomBytes(6).toString('hex')}`;
  // template0 takes no connections, so that two test files can copy it at the same time.
  beforeAll(() => onServer(server, `create database ${name} template template0`));
  afterAll(() => onServer(server, `drop database if exists ${name} with (force)`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
