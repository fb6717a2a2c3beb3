// Waits until a process says that it can do its work.

import { setTimeout as sleep } from 'node:timers/promises';

/** Between two questions: short beside the seconds a start takes, long beside the cost of a question. */
const POLL_MS = 100;

/** A process that accepts the connection and then says nothing is asked again after this. */
const ANSWER_MS = 2_000;

/**
 * Asks `/health/ready` until it answers 200. Resolves to false when `boundMs` has passed.
 * @throws the signal's reason when it is aborted.
 */
export async function waitUntilReady(origin: string, boundMs: number, signal: AbortSignal): Promise<boolean> {
  const bound = AbortSignal.timeout(boundMs);
  while (!bound.aborted) {
    signal.throwIfAborted();
    if (await isReady(origin, signal)) return true;
    await sleep(POLL_MS, undefined, { signal: AbortSignal.any([signal, bound]) }).catch(() => undefined);
  }
  return false;
}

async function isReady(origin: string, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(`${origin}/health/ready`, { signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
