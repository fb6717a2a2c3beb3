// Cancels what runs on a connection to a PostgreSQL server, over connections of its own: those of the pool may all be taken by
// the very statements that are to be cancelled.

import { CompiledQuery, type DatabaseConnection } from 'kysely';
import { Pool } from 'pg';

/** Cancellations under way at one time; each takes a round trip. */
const POOL_SIZE = 2;

/** How long a cancellation waits for its connection: longer, and the statement has most likely ended by itself. */
const CONNECT_TIMEOUT_MS = 2_000;

export class StatementCanceller {
  readonly #pool: Pool;
  /** The server's process behind each connection. */
  readonly #processes = new WeakMap<DatabaseConnection, number>();

  constructor(url: string) {
    this.#pool = new Pool({ connectionString: url, max: POOL_SIZE, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
    // As in connectServer: an idle connection that breaks is replaced.
    this.#pool.on('error', () => undefined);
  }

  /** Learns which process serves the connection. Called once for each, before it is used. */
  readonly know = async (connection: DatabaseConnection): Promise<void> => {
    try {
      const { rows } = await connection.executeQuery<{ pid: number }>(CompiledQuery.raw('select pg_backend_pid() as pid'));
      if (rows[0] !== undefined) this.#processes.set(connection, rows[0].pid);
    } catch {
      // Kysely would never give the connection back. Whoever uses it will meet what is wrong with it.
    }
  };

  /**
   * Resolves when the server has signalled the process. A process that waits for its next statement takes no notice of the
   * signal (PostgreSQL, ProcessInterrupts), so a statement that is sent afterwards is safe.
   */
  readonly cancel = async (connection: DatabaseConnection): Promise<void> => {
    const process = this.#processes.get(connection);
    if (process === undefined) throw new Error('the process behind the connection is not known');
    await this.#pool.query('select pg_cancel_backend($1)', [process]);
  };

  /** May be called again. */
  async close(): Promise<void> {
    if (!this.#pool.ending) await this.#pool.end();
  }
}
