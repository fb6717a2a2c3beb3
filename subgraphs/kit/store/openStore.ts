// Opens an agency's register: embedded or on a server, migrated, and counted. What comes back is a
// Kysely that behaves the same over both; SQL never names a schema (the connection's search_path does).

import path from 'node:path';
import { Kysely, type PostgresDialect } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { connectServer, wordsOf } from './connectServer.js';
import { lockFolder } from './FolderLock.js';
import { PgliteClient } from './pglite/PgliteClient.js';
import { PgliteDialect } from './pglite/PgliteDialect.js';
import { prepareFolder } from './pglite/folder.js';
import type { StoreTarget } from './StoreTarget.js';

export interface OpenStoreOptions {
  readonly target: StoreTarget;
  /** Name of the folder, or of the server's schema (`-` becomes `_`). */
  readonly name: string;
  /** By name; applied in the order of their names, each once. */
  readonly migrations: Record<string, Migration>;
  /** Called with the text of every statement: tests count, operators trace. Never with its parameters. */
  readonly onStatement?: (sql: string) => void;
}

export interface Store<Database> {
  readonly db: Kysely<Database>;
  /** Waits for statements under way, closes the database and gives its folder back. */
  close(): Promise<void>;
}

/** @throws Error in words for the operator when the folder is taken, of another version, or the server refuses. */
export async function openStore<Database>(options: OpenStoreOptions): Promise<Store<Database>> {
  const { dialect, release, schema } = await connect(options.target, options.name);
  const { onStatement } = options;
  const db = new Kysely<Database>({
    dialect,
    ...(onStatement && { log: (event) => onStatement(event.query.sql) }),
  });
  const close = async (): Promise<void> => {
    await db.destroy();
    release();
  };
  try {
    await migrate(db, options.migrations, schema);
  } catch (error) {
    await close();
    throw error;
  }
  return { db, close };
}

interface Connection {
  readonly dialect: PgliteDialect | PostgresDialect;
  /** Gives back what the dialect itself does not close. */
  readonly release: () => void;
  /** The server's schema, where there are others beside it. */
  readonly schema?: string;
}

const nothing = (): void => undefined;

async function connect(target: StoreTarget, name: string): Promise<Connection> {
  switch (target.kind) {
    case 'memory':
      return { dialect: new PgliteDialect(await PgliteClient.start(undefined)), release: nothing };
    case 'folder':
      return connectFolder(target.dataDir, name);
    case 'postgres': {
      const schema = name.replaceAll('-', '_');
      return { dialect: await connectServer(target.url, schema), release: nothing, schema };
    }
  }
}

async function connectFolder(dataDir: string, name: string): Promise<Connection> {
  const folder = path.join(dataDir, name);
  const lock = await lockFolder(folder);
  try {
    await prepareFolder(dataDir, folder);
    return { dialect: new PgliteDialect(await PgliteClient.start(folder)), release: () => lock.release() };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function migrate<Database>(
  db: Kysely<Database>,
  migrations: Record<string, Migration>,
  schema: string | undefined,
): Promise<void> {
  const migrator = new Migrator({
    db,
    // Named, because the migrator would take another agency's table of the same name for its own.
    ...(schema !== undefined && { migrationTableSchema: schema }),
    provider: { getMigrations: () => Promise.resolve(migrations) },
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === 'Error')?.migrationName;
  throw new Error(`${failed === undefined ? 'migrations' : `migration ${failed}`} failed: ${wordsOf(error)}`, { cause: error });
}
