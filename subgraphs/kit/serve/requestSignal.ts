// When to stop working on a request: the caller's time has passed, or the caller has gone.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { DEADLINE_HEADER } from '../../../schema/contract/headers.js';

/** A caller that names no deadline gets this; the gateway always names one. */
const DEFAULT_DEADLINE_MS = 30_000;

export function requestSignal(request: IncomingMessage, response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort(new Error('the caller has gone'));
  });
  return AbortSignal.any([gone.signal, AbortSignal.timeout(readDeadlineMs(request.headers[DEADLINE_HEADER]))]);
}

function readDeadlineMs(header: string | string[] | undefined): number {
  const deadlineMs = Number(header);
  return Number.isInteger(deadlineMs) && deadlineMs > 0 ? Math.min(deadlineMs, DEFAULT_DEADLINE_MS) : DEFAULT_DEADLINE_MS;
}
