// Waiting for a condition, with a bound: the only kind of waiting a test does.

import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 20;

/**
 * Resolves to the condition's first value that is neither null nor false.
 * @param what completes "waited in vain for …" in the failure
 */
export async function waitFor<Value>(
  what: string,
  condition: () => Value | Promise<Value>,
  { boundMs = 10_000 }: { boundMs?: number } = {},
): Promise<NonNullable<Value>> {
  const bound = AbortSignal.timeout(boundMs);
  for (;;) {
    const value = await condition();
    if (value !== false && value != null) return value;
    if (bound.aborted) throw new Error(`waited ${boundMs} ms in vain for ${what}`);
    await sleep(POLL_MS);
  }
}
