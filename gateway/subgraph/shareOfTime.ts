// What a call to an agency may take of the time that is left of its request.

/**
 * Kept back from the agencies' time to merge and write the answer, so that an operation whose agency
 * hangs until the deadline still has its other parts delivered within it. Merging and printing the
 * largest answers seen takes about 20 ms; the rest is for a busy event loop.
 */
const ANSWER_RESERVE_MS = 100;

/**
 * Kept back for each later wave of the plan, so that an agency which hangs cannot eat the time of those
 * that come after it: an answer of a well agency takes tens of milliseconds, 250 is a slow one.
 */
const WAVE_RESERVE_MS = 250;

/** At least half of what is left to the agencies, however many waves come later. */
export function shareOfTime(remainingMs: number, laterWaves: number): number {
  const leftMs = remainingMs - ANSWER_RESERVE_MS;
  return Math.floor(leftMs - Math.min(laterWaves * WAVE_RESERVE_MS, leftMs / 2));
}
