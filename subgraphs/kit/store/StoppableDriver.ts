// Connections on which a request's statements stop with the request: one that has not begun does not begin, also where it had
// waited for a connection, and one that runs is cancelled where the store can.
//
//   stopWhenAborted(db, signal) ── marks each of its statements with the signal ──▶ the connection that runs it looks at the mark
//
// A cancellation names a connection, not a statement: one that came late would end the next statement there, perhaps
// another request's. So a connection is not given on before its cancellation has been carried out. (Kysely's own "cancel
// query" does not wait for that.)

import { GraphQLError } from 'graphql';
import type { CompiledQuery, DatabaseConnection, Driver, QueryId, QueryResult, TransactionSettings } from 'kysely';

/**
 * Ends what runs on the connection, and nothing that is sent there after it has resolved. Rejects where it cannot; then the
 * statement ends by itself.
 */
export type CancelStatement = (connection: DatabaseConnection) => Promise<void>;

const signals = new WeakMap<QueryId, AbortSignal>();

/** From here on the statement belongs to the request of the signal. */
export function markStatement(statement: QueryId, signal: AbortSignal): void {
  signals.set(statement, signal);
}

/** @throws GraphQLError REQUEST_TIMEOUT where the signal is aborted. */
export function refuseWhenAborted(signal: AbortSignal): void {
  if (signal.aborted) throw requestOver();
}

function requestOver(): GraphQLError {
  return new GraphQLError('the time of this request has passed, or its caller has gone', { extensions: { code: 'REQUEST_TIMEOUT' } });
}

/** SQLSTATE of a statement that was cancelled (PostgreSQL, Appendix A). */
const QUERY_CANCELED = '57014';

export class StoppableDriver implements Driver {
  readonly #driver: Driver;
  readonly #cancel: CancelStatement | undefined;
  readonly #lent = new WeakMap<DatabaseConnection, StoppableConnection>();

  /** @param cancel left out where a statement that runs cannot be cancelled: PGlite's is left to end. */
  constructor(driver: Driver, cancel?: CancelStatement) {
    this.#driver = driver;
    this.#cancel = cancel;
  }

  init(): Promise<void> {
    return this.#driver.init();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await this.#driver.acquireConnection();
    let stoppable = this.#lent.get(connection);
    if (stoppable === undefined) this.#lent.set(connection, (stoppable = new StoppableConnection(connection, this.#cancel)));
    return stoppable;
  }

  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    return this.#driver.beginTransaction(ownOf(connection), settings);
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#driver.commitTransaction(ownOf(connection));
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#driver.rollbackTransaction(ownOf(connection));
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    return this.#driver.releaseConnection(ownOf(connection));
  }

  destroy(): Promise<void> {
    return this.#driver.destroy();
  }
}

function ownOf(connection: DatabaseConnection): DatabaseConnection {
  if (!(connection instanceof StoppableConnection)) throw new Error('a connection is given back to the driver that lent it');
  return connection.own;
}

class StoppableConnection implements DatabaseConnection {
  readonly own: DatabaseConnection;
  readonly #cancel: CancelStatement | undefined;

  constructor(own: DatabaseConnection, cancel: CancelStatement | undefined) {
    this.own = own;
    this.#cancel = cancel;
  }

  async executeQuery<Row>(statement: CompiledQuery): Promise<QueryResult<Row>> {
    const signal = signals.get(statement.queryId);
    if (signal === undefined) return this.own.executeQuery<Row>(statement);
    refuseWhenAborted(signal);
    let cancelled: Promise<void> | undefined;
    const cancel = () => {
      cancelled = this.#cancel?.(this.own).catch(() => undefined);
    };
    signal.addEventListener('abort', cancel, { once: true });
    try {
      return await this.own.executeQuery<Row>(statement);
    } catch (error) {
      throw signal.aborted && (error as { readonly code?: unknown }).code === QUERY_CANCELED ? requestOver() : error;
    } finally {
      signal.removeEventListener('abort', cancel);
      await cancelled;
    }
  }

  streamQuery<Row>(statement: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    return this.own.streamQuery<Row>(statement, chunkSize);
  }
}
