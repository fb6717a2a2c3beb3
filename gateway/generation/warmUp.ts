// Does ahead of the requests what is done once per operation, so that those that are asked most do not wait for their
// plans when a supergraph begins to serve. Bounded: what is not done in time is done when it is asked for.

import type { KnownOperation } from '../operation/Operation.js';

export interface WarmUpOptions {
  /** Called for one operation after the other. May reject: an operation need not fit a new schema. */
  readonly prepare: (operation: KnownOperation) => Promise<void>;
  /** The longest that all of it may take. */
  readonly limitMs: number;
  /** Ends it early. */
  readonly signal: AbortSignal;
}

/** Never rejects. @returns how many of the operations are ready. */
export async function warmUp(operations: readonly KnownOperation[], { prepare, limitMs, signal }: WarmUpOptions): Promise<number> {
  const { promise: over, resolve: end } = Promise.withResolvers<'over'>();
  const stop = () => end('over');
  const timer = setTimeout(stop, limitMs);
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  let readyCount = 0;
  for (const operation of operations) {
    const outcome = await Promise.race([over, attempt(prepare, operation)]);
    if (outcome === 'over') break;
    if (outcome === 'ready') readyCount += 1;
  }
  clearTimeout(timer);
  signal.removeEventListener('abort', stop);
  return readyCount;
}

async function attempt(prepare: WarmUpOptions['prepare'], operation: KnownOperation): Promise<'ready' | 'refused'> {
  try {
    await prepare(operation);
    return 'ready';
  } catch {
    // Whoever asks for it will be told why.
    return 'refused';
  }
}
