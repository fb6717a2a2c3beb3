// The port of a circuit breaker. A caller asks for a permit, makes its call, and settles the permit
// with the outcome exactly once. The breaker decides from outcomes and their time alone: it ends no call,
// aborts nothing and limits no capacity, so that whoever does those can tell it what they meant.

/**
 * success and failure count; whether either was slow, the breaker sees by itself. neutral counts for nothing and changes
 * no state: the caller went away, the gateway shed the call, or the agency refused for a reason of the caller's making.
 */
export type CallOutcome = 'success' | 'failure' | 'neutral';

/**
 * closed lets calls through, open refuses them, halfOpen lets some through to try. Two more are set by operators:
 * forcedOpen refuses whatever the calls say, metricsOnly counts them and lets every one through.
 */
export const BREAKER_STATES = ['closed', 'open', 'halfOpen', 'forcedOpen', 'metricsOnly'] as const;

export type BreakerState = (typeof BREAKER_STATES)[number];

export interface AdmittedPermit {
  readonly kind: 'admitted';
  /** Reports how the call ended. Only the first report counts; one from before a change of state is ignored. */
  settle(outcome: CallOutcome): void;
}

export interface RefusedPermit {
  readonly kind: 'refused';
  /** When the next call may be let through. */
  readonly retryAt: Date;
}

export interface Breaker {
  readonly state: BreakerState;
  /** Decides at once. */
  request(): AdmittedPermit | RefusedPermit;
}

/** What an operator sets in place of what the breaker would decide. */
export interface BreakerOverride {
  readonly kind: 'forcedOpen' | 'metricsOnly';
  /** Why, for the log and for whoever looks next. Not empty. */
  readonly reason: string;
  /** How long it holds, 1 ms to a day: an override that nobody remembers ends by itself. */
  readonly forMs: number;
}

/** What a breaker knows at one moment. */
export interface BreakerSnapshot {
  readonly state: BreakerState;
  /** Ended calls within the window, and calls in flight that are slow already. */
  readonly calls: number;
  readonly failures: number;
  readonly slowCalls: number;
  /** Calls that were let through to try since the gateway began. */
  readonly probes: number;
  /** When the state ends by itself: of open, the next probe; of an override, its expiry. Undefined for the others. */
  readonly until: Date | undefined;
  /** Of an override. */
  readonly reason: string | undefined;
}

/** A breaker that an operator may look into and overrule. */
export interface OperableBreaker extends Breaker {
  /** Takes the place of any state, also of another override. @throws {RangeError} that says what was expected and found. */
  override(override: BreakerOverride): void;
  /** Ends an override before its time; without effect where there is none. */
  release(): void;
  snapshot(): BreakerSnapshot;
}
