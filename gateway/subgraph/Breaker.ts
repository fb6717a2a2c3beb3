// The port of a circuit breaker. A caller asks for a permit, makes its call, and settles the permit
// with the outcome exactly once. The breaker decides from outcomes alone: it knows no timeouts, aborts
// nothing and limits no capacity, so that whoever does those can tell it what they meant.

/**
 * success and failure count. neutral counts for nothing and changes no state: the caller went away, or
 * the agency refused for a reason of the caller's making.
 */
export type CallOutcome = 'success' | 'failure' | 'neutral';

/** closed lets calls through, open refuses them, halfOpen lets one through to try. */
export type BreakerState = 'closed' | 'open' | 'halfOpen';

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
  /** Releases timers. No permit may be asked for afterwards. */
  close(): void;
}
