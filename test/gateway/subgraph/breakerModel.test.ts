// The breaker against a model in a dozen lines, over random histories of calls, outcomes and time.

import { array, assert, asyncProperty, constant, constantFrom, nat, oneof, record, type Arbitrary } from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AdmittedPermit, BreakerState, CallOutcome } from '../../../gateway/subgraph/Breaker.js';
import { OpossumBreaker } from '../../../gateway/subgraph/OpossumBreaker.js';

const MINIMUM_CALLS = 3;
const OPEN_MS = 1_000;
/** Longer than any history: the rolling window has a test of its own. */
const WINDOW_MS = 100_000_000;

/** What the breaker must be, told without timers: state is worked out when it is asked for. */
class ModelBreaker {
  state: BreakerState = 'closed';
  generation = 0;
  #outcomes: CallOutcome[] = [];
  #halfOpenAtMs = 0;
  #leaseEndsMs = 0;

  passTo(nowMs: number): void {
    if (this.state === 'open' && nowMs >= this.#halfOpenAtMs) this.#enter('halfOpen');
  }

  isAdmitted(nowMs: number): boolean {
    if (this.state === 'halfOpen' && nowMs >= this.#leaseEndsMs) {
      this.generation += 1;
      this.#leaseEndsMs = nowMs + OPEN_MS;
      return true;
    }
    return this.state === 'closed';
  }

  settle(generation: number, outcome: CallOutcome, nowMs: number): void {
    if (generation !== this.generation) return;
    if (outcome === 'neutral') this.#leaseEndsMs = 0;
    else if (this.state === 'halfOpen') this.#enter(outcome === 'success' ? 'closed' : 'open', nowMs);
    else {
      this.#outcomes.push(outcome);
      const failures = this.#outcomes.filter((each) => each === 'failure').length;
      const isFull = this.#outcomes.length >= MINIMUM_CALLS;
      if (outcome === 'failure' && isFull && failures / this.#outcomes.length > 0.5) this.#enter('open', nowMs);
    }
  }

  #enter(state: BreakerState, nowMs = 0): void {
    this.state = state;
    this.generation += 1;
    this.#leaseEndsMs = 0;
    this.#halfOpenAtMs = nowMs + OPEN_MS;
    if (state === 'closed') this.#outcomes = [];
  }
}

type Step = { readonly kind: 'call' } | { readonly kind: 'wait'; readonly ms: number } | { readonly kind: 'settle'; readonly which: number; readonly outcome: CallOutcome };

const step: Arbitrary<Step> = oneof(
  { weight: 3, arbitrary: constant<Step>({ kind: 'call' }) },
  { weight: 1, arbitrary: record({ kind: constant('wait' as const), ms: constantFrom(1, 500, 999, 1_000, 5_000) }) },
  {
    weight: 4,
    arbitrary: record({
      kind: constant('settle' as const),
      which: nat(20),
      outcome: constantFrom<CallOutcome>('success', 'failure', 'failure', 'neutral'),
    }),
  },
);

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});

afterEach(() => {
  vi.useRealTimers();
});

it('agrees with the model after every step of any history', async () => {
  await assert(
    asyncProperty(array(step, { maxLength: 60 }), async (history) => {
      const model = new ModelBreaker();
      const breaker = new OpossumBreaker({
        name: 'model',
        minimumCalls: MINIMUM_CALLS,
        failureRatio: 0.5,
        windowMs: WINDOW_MS,
        openMs: OPEN_MS,
        clock: { nowMs: () => Date.now() },
      });
      const underWay: { readonly permit: AdmittedPermit; readonly generation: number }[] = [];
      for (const each of history) {
        if (each.kind === 'wait') await vi.advanceTimersByTimeAsync(each.ms);
        model.passTo(Date.now());
        if (each.kind === 'call') {
          const permit = breaker.request();
          expect(permit.kind === 'admitted').toBe(model.isAdmitted(Date.now()));
          if (permit.kind === 'admitted') underWay.push({ permit, generation: model.generation });
        } else if (each.kind === 'settle' && underWay.length > 0) {
          const [call] = underWay.splice(each.which % underWay.length, 1);
          call?.permit.settle(each.outcome);
          if (call) model.settle(call.generation, each.outcome, Date.now());
          await vi.advanceTimersByTimeAsync(0);
        }
        expect(breaker.state).toBe(model.state);
      }
      breaker.close();
    }),
    { numRuns: 300 },
  );
});
