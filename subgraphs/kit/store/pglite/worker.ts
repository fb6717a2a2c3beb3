// The thread in which an embedded PostgreSQL (PGlite, WebAssembly) runs. A long statement freezes the
// thread it runs on, and PGlite ignores statement_timeout: in a worker it freezes nobody else.
// Requests are answered in the order they arrive; there is one connection.

import { setFlagsFromString } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { COLUMN_PARSERS } from '../columnParsers.js';
import type { PgliteErrorFields, PgliteReply, PgliteRequest, PgliteWorkerData } from './protocol.js';

const port = parentPort;
if (port === null) throw new Error('this file is the body of a worker thread');

const reply = (message: PgliteReply): void => port.postMessage(message);

// V8's optimising compiler takes 600 MB for some seconds to make PostgreSQL's WebAssembly faster. Without it
// an agency starts sooner and answers its small statements as quickly; long scans take twice the time.
setFlagsFromString('--no-wasm-tier-up');
setFlagsFromString('--no-wasm-dynamic-tiering');

/** 8 MB of shared buffers instead of 128: four agencies fit in the memory of one; the page cache does the rest. */
const START_PARAMS = ['-c', 'shared_buffers=8MB'];

try {
  const { folder } = workerData as PgliteWorkerData;
  const database = await PGlite.create({
    ...(folder === undefined ? {} : { dataDir: folder }),
    parsers: COLUMN_PARSERS,
    startParams: [...PGlite.defaultStartParams, ...START_PARAMS],
  });
  port.on('message', (message: PgliteRequest | 'close') => {
    void (message === 'close' ? close(database) : answer(database, message));
  });
  reply({ kind: 'ready' });
} catch (error) {
  reply({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
}

async function answer(database: PGlite, { id, sql, parameters }: PgliteRequest): Promise<void> {
  try {
    const result = await database.query<Record<string, unknown>>(sql, [...parameters]);
    reply({ kind: 'rows', id, rows: result.rows, affectedRows: result.affectedRows ?? 0 });
  } catch (error) {
    reply({ kind: 'error', id, error: errorFields(error) });
  }
}

async function close(database: PGlite): Promise<void> {
  await database.close();
  port?.close();
}

function errorFields(error: unknown): PgliteErrorFields {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message, code, detail, constraint, table } = error as Error & PgliteErrorFields;
  return { message, code, detail, constraint, table };
}
