// The agencies of the simulation: for each moment, how long an answer takes and how likely it is a failure. Each is well
// until its fault begins, so that breakers meet the fault with a full window, as they do in life.

export interface AgencyState {
  /** Median time of an answer; 0 means that it refuses at once. */
  readonly latencyMs: number;
  /** How likely an answer is a failure, 0 to 1. */
  readonly failureRatio: number;
}

export interface Outage {
  readonly name: string;
  readonly what: string;
  /** When the fault begins; before it the agency is well. */
  readonly beginsAtMs: number;
  /** When it is over for good. */
  readonly endsAtMs: number;
  readonly lastsMs: number;
  /** Whether callers are better off with an open breaker while it lasts: an opening at any other time is a false one. */
  readonly shallOpen: boolean;
  stateAt(ms: number): AgencyState;
}

const WELL: AgencyState = { latencyMs: 60, failureRatio: 0.001 };

/** Refuses connections, or answers with 503 at once. */
const DEAD: AgencyState = { latencyMs: 0, failureRatio: 1 };

const SECOND = 1_000;

/** Half a minute of health, a minute of fault, a minute of health. */
const TIMES = { beginsAtMs: 30 * SECOND, endsAtMs: 90 * SECOND, lastsMs: 150 * SECOND };

const during = (fault: (sinceMs: number) => AgencyState) => (ms: number) =>
  ms >= TIMES.beginsAtMs && ms < TIMES.endsAtMs ? fault(ms - TIMES.beginsAtMs) : WELL;

export const OUTAGES: readonly Outage[] = [
  { name: 'hard failure', what: 'every call fails at once, for a minute', ...TIMES, shallOpen: true, stateAt: during(() => DEAD) },
  { name: 'hang', what: 'no call is answered, for a minute', ...TIMES, shallOpen: true, stateAt: during(() => ({ latencyMs: 3_600_000, failureRatio: 0 })) },
  { name: '30 % errors', what: 'three calls in ten, for a minute', ...TIMES, shallOpen: false, stateAt: during(() => ({ ...WELL, failureRatio: 0.3 })) },
  { name: 'slow by 10×', what: 'answers take 600 ms, for a minute', ...TIMES, shallOpen: false, stateAt: during(() => ({ latencyMs: 600, failureRatio: 0.001 })) },
  { name: 'slow by 20×', what: 'answers take 1.2 s, for a minute', ...TIMES, shallOpen: true, stateAt: during(() => ({ latencyMs: 1_200, failureRatio: 0.001 })) },
  { name: 'flapping', what: 'dead for 6 s, well for 6 s, for a minute', ...TIMES, shallOpen: true, stateAt: during((sinceMs) => (Math.floor(sinceMs / 6_000) % 2 === 0 ? DEAD : WELL)) },
  { name: 'restart', what: 'dead for 3 s', ...TIMES, endsAtMs: TIMES.beginsAtMs + 3 * SECOND, shallOpen: true, stateAt: (ms) => (ms >= TIMES.beginsAtMs && ms < TIMES.beginsAtMs + 3 * SECOND ? DEAD : WELL) },
  { name: 'health', what: 'no fault at all', ...TIMES, shallOpen: false, stateAt: () => WELL },
];
