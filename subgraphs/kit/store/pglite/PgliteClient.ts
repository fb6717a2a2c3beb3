// One embedded PostgreSQL behind a worker thread: statements go in, rows come out, in order.
// It knows nothing of transactions; whoever uses it must not mix two callers (see PgliteDialect).

import { Worker } from 'node:worker_threads';
import type { PgliteErrorFields, PgliteReply, PgliteRequest, PgliteWorkerData } from './protocol.js';

export interface PgliteResult {
  readonly rows: Record<string, unknown>[];
  readonly affectedRows: number;
}

/** A statement that PostgreSQL refused, with the fields that pg's own error has. */
export class PgliteError extends Error {
  readonly code: string | undefined;
  readonly detail: string | undefined;
  readonly constraint: string | undefined;
  readonly table: string | undefined;

  constructor(fields: PgliteErrorFields) {
    super(fields.message);
    this.name = 'PgliteError';
    this.code = fields.code;
    this.detail = fields.detail;
    this.constraint = fields.constraint;
    this.table = fields.table;
  }
}

interface Waiting {
  resolve(result: PgliteResult): void;
  reject(error: Error): void;
}

export class PgliteClient {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  /** Set when the worker has ended: it takes no more statements. */
  #stopped = false;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (reply: PgliteReply) => this.#receive(reply));
    worker.on('error', (error) => this.#failAll(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => {
      this.#stopped = true;
      this.#failAll(stopped());
    });
  }

  /**
   * Starts the database.
   * @param folder where it lives; undefined keeps it in memory and loses it at the end.
   * @throws Error with the database's own words when the folder cannot be opened.
   */
  static async start(folder: string | undefined): Promise<PgliteClient> {
    const data: PgliteWorkerData = { folder };
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: data });
    await new Promise<void>((resolve, reject) => {
      const ended = (): void => reject(stopped());
      worker.once('error', reject);
      worker.once('exit', ended);
      worker.once('message', (reply: PgliteReply) => {
        worker.off('error', reject);
        worker.off('exit', ended);
        if (reply.kind === 'ready') resolve();
        else reject(new Error(reply.kind === 'failed' ? reply.message : `unexpected first reply: ${reply.kind}`));
      });
    });
    return new PgliteClient(worker);
  }

  query(sql: string, parameters: readonly unknown[] = []): Promise<PgliteResult> {
    if (this.#stopped) return Promise.reject(stopped());
    const request: PgliteRequest = { id: this.#nextId++, sql, parameters };
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.id, { resolve, reject });
      this.#worker.postMessage(request);
    });
  }

  /** Ends the database after the statements already sent, and waits until its files are closed. */
  async close(): Promise<void> {
    if (this.#stopped) return;
    const exited = new Promise<void>((resolve) => this.#worker.once('exit', () => resolve()));
    this.#worker.postMessage('close');
    await exited;
  }

  #receive(reply: PgliteReply): void {
    if (reply.kind !== 'rows' && reply.kind !== 'error') return;
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.kind === 'rows') waiting?.resolve(reply);
    else waiting?.reject(new PgliteError(reply.error));
  }

  #failAll(error: Error): void {
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}

const stopped = (): Error => new Error('the embedded database has stopped');
