// The breaker against an independent model of its rules, over random histories of calls, outcomes, late results, hung
// probes, idle gaps, clocks that are set back, and operators. The same histories find every mistake that is put into
// the breaker, and those that opossum has.

import { assert, asyncProperty, check, type Parameters } from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { BreakerState } from '../../../../gateway/subgraph/breaker/Breaker.js';
import { RollingBreaker } from '../../../../gateway/subgraph/breaker/RollingBreaker.js';
import { follow, histories, historyOf, SETTINGS, worldOf, type CreateWorld, type Step } from '../../../kit/breaker/history.js';
import { loadMutant, MUTATIONS, type Mutation } from '../../../kit/breaker/mutants.js';
import { PlainOpossum } from '../../../kit/breaker/plainOpossum.js';

const property = (createWorld: CreateWorld, withOperators = true) => asyncProperty(histories(withOperators), (history) => follow(history, createWorld));

it('agrees with the model after every step of any history', async () => {
  await assert(property(worldOf(RollingBreaker)), { numRuns: 3_000 });
});

const call: Step = { kind: 'call' };
const wait = (ms: number): Step => ({ kind: 'wait', ms });
const end = (outcome: 'success' | 'failure' | 'neutral', which = 0): Step => ({ kind: 'settle', which, outcome });
const fail: readonly Step[] = [call, end('failure')];
const open: readonly Step[] = [...fail, ...fail, ...fail];

describe('the same histories find that', () => {
  /** Always the same histories, so that a mistake is found on every run or on none. */
  const parameters: Parameters<[Iterable<never>]> = { numRuns: 3_000, seed: 20_261_127, endOnFailure: true };

  it.each(MUTATIONS)('$mistake', async (mutation) => {
    const { failed } = await check(property(worldOf(await loadMutant(mutation))), parameters as object);
    expect(failed).toBe(true);
  });

  it('nothing, where the text is exchanged for itself', async () => {
    const mutation = { ...MUTATIONS[0], from: 'calls < this.#options.minimumCalls', to: 'calls < this.#options.minimumCalls' } as Mutation;
    const { failed } = await check(property(worldOf(await loadMutant(mutation))), parameters as object);
    expect(failed).toBe(false);
  });
});

const opossumWorld: CreateWorld = ({ minimumCalls, failureRatio, windowMs, openMs }) => {
  vi.useFakeTimers({ now: 5_000 });
  const changes: BreakerState[] = [];
  const options = { timeout: false as const, volumeThreshold: minimumCalls, errorThresholdPercentage: failureRatio * 100, rollingCountTimeout: windowMs, rollingCountBuckets: 10, resetTimeout: openMs };
  const breaker = new PlainOpossum(options, Date.now, (state) => changes.push(state));
  return {
    breaker,
    changes,
    move: async (ms) => void (await vi.advanceTimersByTimeAsync(ms)),
    settled: async () => void (await vi.advanceTimersByTimeAsync(0)),
  };
};

describe('plain opossum', () => {
  /** Without slow calls, growth and a second probe, which it does not have: it is measured only by what it means to do. */
  const settings = { ...SETTINGS, slowCallMs: 1_000_000, maxOpenMs: SETTINGS.openMs, probes: 1 };

  afterEach(() => {
    vi.useRealTimers();
  });

  it('does not agree with the model, not even without slow calls, growth, operators, and with a single probe', async () => {
    const { failed } = await check(
      asyncProperty(histories(false), (history) => follow(history, opossumWorld, settings)),
      { numRuns: 300, seed: 20_261_127, endOnFailure: true },
    );
    expect(failed).toBe(true);
  });

  interface Fault {
    readonly fault: string;
    readonly steps: readonly Step[];
  }

  const FAULTS: readonly Fault[] = [
    { fault: 'calls under way thin out its ratio', steps: [...Array.from({ length: 7 }, () => call), end('failure'), end('failure'), end('failure')] },
    { fault: 'a caller who went away closes it while half-open', steps: [...open, wait(SETTINGS.openMs), call, end('neutral')] },
    { fault: 'a call from before it opened closes it while half-open', steps: [call, ...[1, 2, 3].flatMap((): Step[] => [call, end('failure', 1)]), wait(SETTINGS.openMs), end('success')] },
    { fault: 'a probe that hangs blocks it for ever', steps: [...open, wait(SETTINGS.openMs), call, wait(10 * SETTINGS.probeLeaseMs), call] },
    { fault: 'it opens again on the first failure after an outage', steps: [...open, wait(SETTINGS.openMs), call, end('success'), ...fail] },
    { fault: 'neutral outcomes count as calls', steps: [...fail, call, end('neutral'), ...fail] },
  ];

  it.each(FAULTS)('$fault; ours agrees with the model there', async ({ steps }) => {
    await expect(follow(historyOf(...steps), opossumWorld, settings)).rejects.toThrow('expected');
    await follow(historyOf(...steps), worldOf(RollingBreaker), settings);
  });

  it('agrees with the model where none of its faults is met', async () => {
    await follow(historyOf(...open, call, wait(SETTINGS.openMs), call, end('success'), call, end('success')), opossumWorld, settings);
  });
});
