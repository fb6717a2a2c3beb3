// A register as one caller may see it. Every statement runs in a transaction of its own, as a role that may only read
// and is subject to the policies on rows (rowSecurity.ts), with the caller's settings: so a resolver that forgets its
// filter finds no more than one that does not, and a count or a page says nothing of what lies outside.
//
// The role matters: PostgreSQL asks no policy for a table's owner or a superuser, which the agency's own connection is.

import { CompiledQuery, type DatabaseConnection, type Dialect, type Driver, type QueryResult } from 'kysely';
import { callerSettings } from './callerSettings.js';
import type { CallerViewer } from './Viewer.js';

export interface Restriction {
  /** As `rowSecurity` has made it. */
  readonly role: string;
  readonly viewer: CallerViewer;
}

export class RestrictedDialect implements Dialect {
  readonly createAdapter: Dialect['createAdapter'];
  readonly createIntrospector: Dialect['createIntrospector'];
  readonly createQueryCompiler: Dialect['createQueryCompiler'];
  readonly #driver: Driver;
  readonly #restriction: Restriction;

  /** @param driver of `dialect`, initialised, and closed by whoever owns it. */
  constructor(dialect: Dialect, driver: Driver, restriction: Restriction) {
    this.createAdapter = () => dialect.createAdapter();
    this.createIntrospector = (db) => dialect.createIntrospector(db);
    this.createQueryCompiler = () => dialect.createQueryCompiler();
    this.#driver = driver;
    this.#restriction = restriction;
  }

  createDriver(): Driver {
    return new RestrictedDriver(this.#driver, this.#restriction);
  }
}

class RestrictedDriver implements Driver {
  readonly #driver: Driver;
  readonly #restriction: Restriction;
  /** Whose connection a restricted one is. */
  readonly #lent = new WeakMap<DatabaseConnection, DatabaseConnection>();

  constructor(driver: Driver, restriction: Restriction) {
    this.#driver = driver;
    this.#restriction = restriction;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await this.#driver.acquireConnection();
    try {
      await this.#driver.beginTransaction(connection, {});
      await connection.executeQuery(restrict(this.#restriction));
    } catch (error) {
      await this.#giveBack(connection);
      throw error;
    }
    // An object of its own: what logs one register's statements must not log those of another twice.
    const lent: DatabaseConnection = {
      executeQuery: <Row>(query: CompiledQuery): Promise<QueryResult<Row>> => connection.executeQuery<Row>(query),
      streamQuery: <Row>(query: CompiledQuery, chunkSize: number) => connection.streamQuery<Row>(query, chunkSize),
    };
    this.#lent.set(lent, connection);
    return lent;
  }

  async releaseConnection(lent: DatabaseConnection): Promise<void> {
    const connection = this.#lent.get(lent);
    if (connection === undefined) throw new Error('a connection is given back once');
    this.#lent.delete(lent);
    await this.#giveBack(connection);
  }

  beginTransaction(): Promise<void> {
    return readStatementByStatement();
  }

  commitTransaction(): Promise<void> {
    return readStatementByStatement();
  }

  rollbackTransaction(): Promise<void> {
    return readStatementByStatement();
  }

  async destroy(): Promise<void> {
    // The driver is another's.
  }

  /** Nothing was written, so a rollback ends every transaction, also one in which a statement failed; role and settings end with it. */
  async #giveBack(connection: DatabaseConnection): Promise<void> {
    try {
      await this.#driver.rollbackTransaction(connection);
    } finally {
      await this.#driver.releaseConnection(connection);
    }
  }
}

function readStatementByStatement(): Promise<never> {
  return Promise.reject(new Error('a restricted register is read, statement by statement'));
}

/** For the rest of the transaction. Made for each, since callers are admitted to more as a request goes on. */
function restrict({ role, viewer }: Restriction): CompiledQuery {
  const settings = Object.entries({ ...callerSettings(viewer), role });
  const calls = settings.map((_setting, index) => `set_config($${index * 2 + 1}, $${index * 2 + 2}, true)`);
  return CompiledQuery.raw(`select ${calls.join(', ')}`, settings.flat());
}
