// Opens an agency's register: embedded or on a server, migrated, and counted. What comes back is a
// Kysely that behaves the same over both; SQL never names a schema (the connection's search_path does).

import path from 'node:path';
import { Kysely, type Dialect, type Driver } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { RestrictedDialect } from '../access/RestrictedDialect.js';
import type { Viewer } from '../access/Viewer.js';
import { connectServer, wordsOf } from './connectServer.js';
import { lockFolder } from './FolderLock.js';
import { PgliteClient } from './pglite/PgliteClient.js';
import { PgliteDialect } from './pglite/PgliteDialect.js';
import { prepareFolder } from './pglite/folder.js';
import { StoppableDriver, type CancelStatement } from './StoppableDriver.js';
import type { StoreTarget } from './StoreTarget.js';

export interface OpenStoreOptions {
  readonly target: StoreTarget;
  /** Name of the folder, or of the server's schema (`-` becomes `_`). */
  readonly name: string;
  /** The role as which verified callers read, which the migrations make (access/rowSecurity.ts). Default: no caller is let in. */
  readonly readerRole?: string;
  /** By name; applied in the order of their names, each once. */
  readonly migrations: Record<string, Migration>;
  /** Called with the text of every statement: tests count, operators trace. Never with its parameters. */
  readonly onStatement?: (sql: string) => void;
}

export interface Store<Database> {
  /** All of it, to read and write. */
  readonly db: Kysely<Database>;
  /** What the viewer may see, to read. */
  readonly seenBy: (viewer: Viewer) => Kysely<Database>;
  /** Waits for statements under way, closes the database and gives its folder back. */
  close(): Promise<void>;
}

/** @throws Error in words for the operator when the folder is taken, of another version, or the server refuses. */
export async function openStore<Database>(options: OpenStoreOptions): Promise<Store<Database>> {
  const { dialect, release, schema, cancel } = await connect(options.target, options.name);
  const { onStatement, readerRole } = options;
  const driver = new StoppableDriver(dialect.createDriver(), cancel);
  const db = new Kysely<Database>({
    dialect: withDriver(dialect, driver),
    ...(onStatement && { log: (event) => onStatement(event.query.sql) }),
  });
  const close = async (): Promise<void> => {
    await db.destroy();
    await release();
  };
  try {
    await migrate(db, options.migrations, schema);
  } catch (error) {
    await close();
    throw error;
  }
  const seenBy = (viewer: Viewer): Kysely<Database> => {
    if (viewer.kind === 'everybody') return db;
    if (readerRole === undefined) throw new Error(`${options.name} says nothing of what a caller may see of its register`);
    return new Kysely<Database>({ dialect: new RestrictedDialect(dialect, driver, { role: readerRole, viewer }) });
  };
  return { db, seenBy, close };
}

/** One driver for all that see the register: it holds the connections. */
function withDriver(dialect: Dialect, driver: Driver): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}

interface Connection {
  readonly dialect: Dialect;
  /** Gives back what the dialect itself does not close. */
  readonly release: () => void | Promise<void>;
  /** The server's schema, where there are others beside it. */
  readonly schema?: string;
  /** Default: a statement that runs cannot be cancelled. */
  readonly cancel?: CancelStatement;
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
      const { dialect, canceller } = await connectServer(target.url, schema);
      return { dialect, release: () => canceller.close(), schema, cancel: canceller.cancel };
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
