// opossum as it comes, behind the port: each call is fired when it is let through, and fails, succeeds, or fails with
// an error that the filter accepts, which is what opossum has for neutral outcomes. Its time is that of faked timers.

import CircuitBreaker from 'opossum';
import type { AdmittedPermit, Breaker, BreakerState, CallOutcome, RefusedPermit } from '../../../gateway/subgraph/breaker/Breaker.js';

/** Said by who wants the outcome to count for nothing. */
class Neutral extends Error {}

export class PlainOpossum implements Breaker {
  readonly circuit: CircuitBreaker<[() => Promise<void>], void>;
  readonly #nowMs: () => number;
  readonly #resetTimeoutMs: number;
  #openedAtMs = 0;

  constructor(options: CircuitBreaker.Options<[() => Promise<void>]>, nowMs: () => number, onStateChange: (state: BreakerState) => void = () => undefined) {
    this.#nowMs = nowMs;
    this.#resetTimeoutMs = options.resetTimeout ?? 30_000;
    this.circuit = new CircuitBreaker<[() => Promise<void>], void>((call) => call(), { errorFilter: (error: unknown) => error instanceof Neutral, ...options });
    this.circuit.on('open', () => {
      this.#openedAtMs = nowMs();
      onStateChange('open');
    });
    this.circuit.on('halfOpen', () => onStateChange('halfOpen'));
    this.circuit.on('close', () => onStateChange('closed'));
  }

  get state(): BreakerState {
    if (this.circuit.opened) return 'open';
    return this.circuit.halfOpen ? 'halfOpen' : 'closed';
  }

  request(): AdmittedPermit | RefusedPermit {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    let isLetThrough = false;
    const call = () => {
      isLetThrough = true;
      return promise;
    };
    // The rejection is the outcome itself, heard through opossum's events.
    this.circuit.fire(call).catch(() => undefined);
    // It does not tell when it will try again while a probe is under way.
    if (!isLetThrough) return { kind: 'refused', retryAt: new Date(this.state === 'open' ? this.#openedAtMs + this.#resetTimeoutMs : this.#nowMs()) };
    return {
      kind: 'admitted',
      settle: (outcome: CallOutcome) => {
        if (outcome === 'success') resolve();
        else reject(outcome === 'neutral' ? new Neutral() : new Error('the call failed'));
      },
    };
  }

  close(): void {
    this.circuit.shutdown();
  }
}
