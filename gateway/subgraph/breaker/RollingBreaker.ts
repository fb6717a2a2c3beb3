// The breaker of one agency and class of operation: when to stop asking, and when to try again.
//
//            too many failed, or were slow              the time is over
//   closed ────────────────────────────────▶ open ────────────────────────▶ halfOpen
//     ▲                                        ▲   too many probes failed, or     │ │
//     │                                        └── were slow ─────────────────────┘ │
//     └────────────────────── all probes have ended, and not too many of them did ──┘
//
// - What counts is the share of the calls that ended within a rolling window, once there are enough of them. A call in
//   flight for longer than slowCallMs counts as a slow call already: an agency that hangs is known before its first
//   call has ended. A share is too large when it is above its limit.
// - open lasts longer each time it follows the last without a whole window of health between, up to a cap, and ends at
//   a moment that is different in each replica.
// - halfOpen lets a number of probes through, each under a lease, and judges them as a closed breaker judges its window.
//   One that ends neutrally, or not within its lease, gives its place to the next caller.
// - Every change of state begins a new generation: counts are empty, and results of calls from before have no say.
//
// No timer runs: time is read when a call is asked for, ends, or somebody looks, and then all that has become due
// happens at once. Between two such moments nobody could have told the difference.

import type { Clock } from '../../util/Clock.js';
import { RollingCounts } from '../../util/RollingCounts.js';
import type { AdmittedPermit, BreakerOverride, BreakerSnapshot, BreakerState, CallOutcome, OperableBreaker, RefusedPermit } from './Breaker.js';
import { CallsInFlight, type CallInFlight } from './CallsInFlight.js';

/** As the configuration gives them (`agencies.<name>.breaker`). */
export interface BreakerSettings {
  /** Calls within the window before their shares can open the breaker, 1 or more. */
  readonly minimumCalls: number;
  /** Opens when more than this share of them failed, 0 to below 1. */
  readonly failureRatio: number;
  /** From this time on a call is slow, however it ends. */
  readonly slowCallMs: number;
  /** Opens when more than this share of them were slow, 0 to 1; with 1 slow calls never open it. */
  readonly slowCallRatio: number;
  readonly windowMs: number;
  /** How long it stays open the first time. */
  readonly openMs: number;
  /** How long at most, at least `openMs`. */
  readonly maxOpenMs: number;
  /** Calls that are let through to try, and judged together; 1 or more. */
  readonly probes: number;
}

export interface BreakerOptions extends BreakerSettings {
  /** For events: agency and operation class. */
  readonly name: string;
  /** How long a probe keeps its place: longer than any call may take. */
  readonly probeLeaseMs: number;
  /** A step back of it is taken for no time at all. */
  readonly clock: Clock;
  /** From 0 to below 1. Default: Math.random. */
  readonly random?: () => number;
  /** Told of every change, after it. */
  readonly onStateChange?: (name: string, state: BreakerState) => void;
}

/** By how much an open time may be shorter than worked out: replicas that opened together do not probe together. */
const OPEN_JITTER = 0.2;

/** An override that was forgotten must not outlive a day. */
const MAX_OVERRIDE_MS = 86_400_000;

const CALLS = 0;
const FAILURES = 1;
const SLOW_CALLS = 2;

type State =
  | { readonly kind: 'closed'; readonly sinceMs: number }
  | { readonly kind: 'open'; readonly untilMs: number }
  | { readonly kind: 'halfOpen'; readonly leases: Set<Permit>; endedCount: number; failures: number; slowCalls: number }
  | { readonly kind: 'forcedOpen' | 'metricsOnly'; readonly untilMs: number; readonly reason: string };

export class RollingBreaker implements OperableBreaker {
  readonly #options: BreakerOptions;
  readonly #counts: RollingCounts;
  readonly #inFlight: CallsInFlight;
  #state: State;
  /** Grows with every change of state; a permit of an older generation has no say. */
  #generation = 0;
  /** How often it has opened without a whole window of health between. */
  #openedInARow = 0;
  #nowMs: number;
  #probeCount = 0;

  constructor(options: BreakerOptions) {
    this.#options = options;
    this.#counts = new RollingCounts(options.windowMs, 3);
    this.#inFlight = new CallsInFlight(options.slowCallMs);
    this.#nowMs = options.clock.nowMs();
    this.#state = { kind: 'closed', sinceMs: this.#nowMs };
  }

  get state(): BreakerState {
    this.#passTime();
    return this.#state.kind;
  }

  request(): AdmittedPermit | RefusedPermit {
    const nowMs = this.#passTime();
    const state = this.#state;
    switch (state.kind) {
      case 'closed':
      case 'metricsOnly': {
        const permit = new Permit(this, this.#generation, nowMs);
        this.#inFlight.add(permit);
        return permit;
      }
      case 'open':
      case 'forcedOpen':
        return refused(state.untilMs);
      case 'halfOpen': {
        const [oldest] = state.leases;
        if (oldest !== undefined && state.endedCount + state.leases.size >= this.#options.probes) {
          return refused(oldest.startedAtMs + this.#options.probeLeaseMs);
        }
        const probe = new Permit(this, this.#generation, nowMs);
        state.leases.add(probe);
        this.#probeCount += 1;
        return probe;
      }
    }
  }

  /** For its permits: one of them is settled, for the first time. */
  end(permit: Permit, outcome: CallOutcome): void {
    const nowMs = this.#passTime();
    if (permit.generation !== this.#generation) return;
    const isSlow = nowMs - permit.startedAtMs >= this.#options.slowCallMs;
    if (this.#state.kind === 'halfOpen') this.#endProbe(this.#state, permit, outcome, isSlow);
    else this.#count(permit, outcome, isSlow);
  }

  override({ kind, reason, forMs }: BreakerOverride): void {
    if (reason.trim() === '') throw new RangeError(`reason: expected a text that is not empty, found ${JSON.stringify(reason)}`);
    if (!(forMs >= 1 && forMs <= MAX_OVERRIDE_MS)) throw new RangeError(`forMs: expected a number from 1 to ${MAX_OVERRIDE_MS}, found ${forMs}`);
    this.#enter({ kind, reason, untilMs: this.#passTime() + forMs });
  }

  release(): void {
    const nowMs = this.#passTime();
    if (this.#state.kind === 'forcedOpen' || this.#state.kind === 'metricsOnly') this.#endOverride(this.#state.kind, nowMs);
  }

  snapshot(): BreakerSnapshot {
    this.#passTime();
    const state = this.#state;
    const slowInFlight = this.#inFlight.slowCount;
    return {
      state: state.kind,
      calls: this.#counts.total(CALLS) + slowInFlight,
      failures: this.#counts.total(FAILURES),
      slowCalls: this.#counts.total(SLOW_CALLS) + slowInFlight,
      probes: this.#probeCount,
      until: 'untilMs' in state ? new Date(state.untilMs) : undefined,
      reason: 'reason' in state ? state.reason : undefined,
    };
  }

  /** Makes happen what has become due. @returns the time, which never runs backwards. */
  #passTime(): number {
    const nowMs = Math.max(this.#nowMs, this.#options.clock.nowMs());
    this.#nowMs = nowMs;
    this.#counts.passTo(nowMs);
    this.#inFlight.passTo(nowMs);
    const state = this.#state;
    switch (state.kind) {
      case 'closed':
        this.#openWhereUnwell(nowMs);
        break;
      case 'open':
        if (nowMs >= state.untilMs) this.#enter(halfOpen());
        break;
      case 'halfOpen':
        for (const probe of state.leases) {
          if (nowMs - probe.startedAtMs < this.#options.probeLeaseMs) break;
          state.leases.delete(probe);
        }
        break;
      case 'forcedOpen':
      case 'metricsOnly':
        if (nowMs >= state.untilMs) this.#endOverride(state.kind, nowMs);
        break;
    }
    return nowMs;
  }

  /** Opens as soon as the others cannot mend it any more. */
  #endProbe(state: State & { kind: 'halfOpen' }, probe: Permit, outcome: CallOutcome, isSlow: boolean): void {
    const isLeased = state.leases.delete(probe);
    if (!isLeased || outcome === 'neutral') return;
    const { probes } = this.#options;
    state.endedCount += 1;
    if (outcome === 'failure') state.failures += 1;
    if (isSlow) state.slowCalls += 1;
    if (this.#isTooMuch(state.failures, state.slowCalls, probes)) this.#open(this.#nowMs);
    else if (state.endedCount >= probes) this.#enter({ kind: 'closed', sinceMs: this.#nowMs });
  }

  #count(permit: Permit, outcome: CallOutcome, isSlow: boolean): void {
    this.#inFlight.remove(permit);
    if (outcome === 'neutral') return;
    this.#counts.add(CALLS);
    if (outcome === 'failure') this.#counts.add(FAILURES);
    if (isSlow) this.#counts.add(SLOW_CALLS);
    if (this.#state.kind === 'closed') this.#openWhereUnwell(this.#nowMs);
  }

  #openWhereUnwell(nowMs: number): void {
    const slowInFlight = this.#inFlight.slowCount;
    const calls = this.#counts.total(CALLS) + slowInFlight;
    if (calls < this.#options.minimumCalls) return;
    if (this.#isTooMuch(this.#counts.total(FAILURES), this.#counts.total(SLOW_CALLS) + slowInFlight, calls)) this.#open(nowMs);
  }

  #isTooMuch(failures: number, slowCalls: number, calls: number): boolean {
    return failures / calls > this.#options.failureRatio || slowCalls / calls > this.#options.slowCallRatio;
  }

  #open(nowMs: number): void {
    const { openMs, maxOpenMs, windowMs, random = Math.random } = this.#options;
    if (this.#state.kind === 'closed' && nowMs - this.#state.sinceMs >= windowMs) this.#openedInARow = 0;
    const grownMs = Math.min(maxOpenMs, openMs * 2 ** this.#openedInARow);
    this.#openedInARow += 1;
    this.#enter({ kind: 'open', untilMs: nowMs + grownMs * (1 - OPEN_JITTER * random()) });
  }

  /** An agency that was kept from being asked is tried first; one that was asked all the time starts afresh. */
  #endOverride(kind: BreakerOverride['kind'], nowMs: number): void {
    this.#enter(kind === 'forcedOpen' ? halfOpen() : { kind: 'closed', sinceMs: nowMs });
  }

  #enter(state: State): void {
    this.#state = state;
    this.#generation += 1;
    this.#counts.clear();
    this.#inFlight.clear();
    this.#options.onStateChange?.(this.#options.name, state.kind);
  }
}

/** One call that was let through. */
class Permit implements AdmittedPermit, CallInFlight {
  readonly kind = 'admitted';
  readonly generation: number;
  readonly startedAtMs: number;
  isSlow = false;
  older: CallInFlight | undefined = undefined;
  newer: CallInFlight | undefined = undefined;
  readonly #breaker: RollingBreaker;
  #isSettled = false;

  constructor(breaker: RollingBreaker, generation: number, startedAtMs: number) {
    this.#breaker = breaker;
    this.generation = generation;
    this.startedAtMs = startedAtMs;
  }

  settle(outcome: CallOutcome): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    this.#breaker.end(this, outcome);
  }
}

function halfOpen(): State {
  return { kind: 'halfOpen', leases: new Set(), endedCount: 0, failures: 0, slowCalls: 0 };
}

function refused(untilMs: number): RefusedPermit {
  return { kind: 'refused', retryAt: new Date(untilMs) };
}
