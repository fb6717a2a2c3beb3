// The ways in which a person, a supervisor or the death of our parent asks a command to end.

export interface StopSignals {
  /** Aborted at the first request to end. */
  readonly stop: AbortSignal;
  /** Aborted when somebody asks again: end now. */
  readonly hurry: AbortSignal;
}

/**
 * One Ctrl-C can arrive more than once: from the terminal, and passed on by npm and by the script that
 * started us. Only a request that comes later than this is a second one.
 */
const SAME_REQUEST_MS = 1_000;

/** Listens on this process from now on. The process no longer ends by these signals. */
export function listenForStop(process: NodeJS.Process): StopSignals {
  const stop = new AbortController();
  const hurry = new AbortController();
  let firstAt: number | null = null;
  const onRequest = (): void => {
    const now = performance.now();
    firstAt ??= now;
    if (now - firstAt > SAME_REQUEST_MS) hurry.abort();
    stop.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onRequest);
  // Started by bin/prepare.js: the channel closes when that process dies, also by kill -9.
  process.on('disconnect', onRequest);
  process.channel?.unref();
  // Nobody may be left to read what we say while we stop.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  return { stop: stop.signal, hurry: hurry.signal };
}
