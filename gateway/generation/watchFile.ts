// Tells when a file may have changed, by looking at it at an interval. A file is replaced in many ways: written
// in place, renamed over, swapped by a symbolic link as Kubernetes does; notifications of the platform see some
// of them, on some file systems. Looking sees all of them, and costs microseconds.

import { stat } from 'node:fs/promises';

/**
 * Resolves once it has looked for the first time: what is changed from then on is told.
 * @param intervalMs 0: never looks.
 * @param onChange may be called for a file that is missing or half-written: what to make of it is the caller's affair.
 * @returns stops the watching.
 */
export async function watchFile(file: string, intervalMs: number, onChange: () => void): Promise<() => void> {
  if (intervalMs === 0) return () => undefined;
  let seen = await stateOf(file);
  let isLooking = false;
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    const now = await stateOf(file);
    isLooking = false;
    if (now !== seen) onChange();
    seen = now;
  };
  const timer = setInterval(() => void look(), intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** Follows symbolic links. */
async function stateOf(file: string): Promise<string> {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
    return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
  } catch {
    return 'missing';
  }
}
