// The one source of time. Everything that measures or compares instants takes a Clock, so that tests
// can move time and production cannot be moved by a step of the wall clock.

export interface Clock {
  /** Milliseconds since the Unix epoch. Never runs backwards within one process, but for `wallClock`. */
  nowMs(): number;
}

/**
 * Epoch time carried by the monotonic timer: a correction of the wall clock while the process runs
 * would otherwise shorten or stretch every deadline that is open at that moment.
 */
export const systemClock: Clock = {
  nowMs: () => STARTED_AT_MS + performance.now(),
};

/**
 * The wall clock as it stands now, for instants that somebody else has named by theirs: when an access token ends. It
 * follows corrections, and so may run backwards; the monotonic timer would keep an error of the first moment, and
 * stand still while the machine sleeps, for as long as the process runs.
 */
export const wallClock: Clock = { nowMs: () => Date.now() };

const STARTED_AT_MS = performance.timeOrigin;
