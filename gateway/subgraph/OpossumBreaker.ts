// The breaker port over opossum 10. opossum is fed outcomes, not calls: its action is a promise that is
// already settled when it is fired. It carries the rolling window, the failure ratio and the state; what
// would do harm in it stays unused, and our code decides around it:
//
// - its timeout frees a slot while the work goes on, its one AbortController is shared by all calls, and
//   its capacity refusals count as failures: all three are off, deadline and abort are the client's;
// - calls in flight would thin out its ratio (`fires` counts starts): only ended calls are fired;
// - an error its filter accepts counts as success and closes a half-open breaker: a neutral outcome is
//   never fired;
// - a late result changes its state: permits carry the generation in which they were given;
// - its one probe can hang and then block for ever: the probe is a lease that expires;
// - it keeps the failures of the outage after closing, so that the next single failure would open it
//   again: the window is emptied on closing;
// - it keeps and changes the options object: each breaker gets its own;
// - volumeThreshold 0 opens on the first failure: configuration starts at 1;
// - percentiles and snapshots cost CPU in a storm: off.

import { EventEmitter } from 'node:events';
import CircuitBreaker from 'opossum';
import type { Clock } from '../util/Clock.js';
import type { AdmittedPermit, Breaker, BreakerState, CallOutcome, RefusedPermit } from './Breaker.js';

export interface BreakerOptions {
  /** For events: agency and operation class. */
  readonly name: string;
  /** Ended calls within the window before failures can open it, 1 or more. */
  readonly minimumCalls: number;
  /** Opens when more than this share of them failed, 0 to below 1. */
  readonly failureRatio: number;
  readonly windowMs: number;
  /** How long it stays open before a probe; also how long a probe keeps its lease. */
  readonly openMs: number;
  readonly clock: Clock;
  readonly onStateChange?: (name: string, state: BreakerState) => void;
}

/** Resolution of the rolling window: an outcome is forgotten at most a tenth of the window late. */
const WINDOW_BUCKETS = 10;

type SettledCall = () => Promise<void>;

export class OpossumBreaker implements Breaker {
  readonly #options: BreakerOptions;
  readonly #circuit: CircuitBreaker<[SettledCall], void>;
  readonly #rotation = new EventEmitter();
  readonly #rotationTimer: NodeJS.Timeout;
  #state: BreakerState = 'closed';
  /** Grows with every change of state; a permit of an older generation has no say. */
  #generation = 0;
  #halfOpenAtMs = 0;
  /** While half-open: when the lease of the probe under way ends, or undefined where none is. */
  #probeLeaseEndsMs: number | undefined;

  constructor(options: BreakerOptions) {
    this.#options = options;
    this.#circuit = new CircuitBreaker<[SettledCall], void>((call) => call(), {
      name: options.name,
      timeout: false,
      volumeThreshold: options.minimumCalls,
      errorThresholdPercentage: options.failureRatio * 100,
      resetTimeout: options.openMs,
      rollingCountTimeout: options.windowMs,
      rollingCountBuckets: WINDOW_BUCKETS,
      rollingPercentilesEnabled: false,
      enableSnapshots: false,
      rotateBucketController: this.#rotation,
    });
    this.#circuit.on('open', () => {
      this.#halfOpenAtMs = options.clock.nowMs() + options.openMs;
      this.#enter('open');
    });
    this.#circuit.on('halfOpen', () => this.#enter('halfOpen'));
    this.#circuit.on('close', () => {
      this.#emptyWindow();
      this.#enter('closed');
    });
    this.#rotationTimer = setInterval(() => this.#rotation.emit('rotate'), options.windowMs / WINDOW_BUCKETS);
    this.#rotationTimer.unref();
  }

  get state(): BreakerState {
    return this.#state;
  }

  request(): AdmittedPermit | RefusedPermit {
    switch (this.#state) {
      case 'closed':
        return this.#permit();
      case 'open':
        return { kind: 'refused', retryAt: new Date(this.#halfOpenAtMs) };
      case 'halfOpen': {
        const nowMs = this.#options.clock.nowMs();
        if (this.#probeLeaseEndsMs !== undefined && nowMs < this.#probeLeaseEndsMs) {
          return { kind: 'refused', retryAt: new Date(this.#probeLeaseEndsMs) };
        }
        // A probe whose lease ran out loses its say: its result would be read as the new probe's.
        this.#generation += 1;
        this.#probeLeaseEndsMs = nowMs + this.#options.openMs;
        return this.#permit();
      }
    }
  }

  close(): void {
    clearInterval(this.#rotationTimer);
    this.#circuit.shutdown();
  }

  #permit(): AdmittedPermit {
    const generation = this.#generation;
    let settled = false;
    return {
      kind: 'admitted',
      settle: (outcome) => {
        if (settled) return;
        settled = true;
        if (generation === this.#generation) this.#count(outcome);
      },
    };
  }

  #count(outcome: CallOutcome): void {
    // Nothing was learned: the next caller may try instead.
    if (outcome === 'neutral') this.#probeLeaseEndsMs = undefined;
    else if (outcome === 'success' && this.#state === 'closed') this.#countSuccess();
    else {
      const call: SettledCall =
        outcome === 'success' ? () => Promise.resolve() : () => Promise.reject(new Error('the call failed'));
      // The rejection is the outcome itself, heard through opossum's events.
      this.#circuit.fire(call).catch(() => undefined);
    }
  }

  /** The events by which a fired call that succeeds gets into the window. Nearly all calls end so, and firing makes four promises. */
  #countSuccess(): void {
    this.#circuit.emit('fire');
    this.#circuit.emit('success');
  }

  #enter(state: BreakerState): void {
    this.#state = state;
    this.#generation += 1;
    this.#probeLeaseEndsMs = undefined;
    this.#options.onStateChange?.(this.#options.name, state);
  }

  #emptyWindow(): void {
    for (let bucket = 0; bucket < WINDOW_BUCKETS; bucket += 1) this.#rotation.emit('rotate');
  }
}
