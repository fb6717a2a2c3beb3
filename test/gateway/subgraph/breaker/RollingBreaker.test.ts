// The breaker's promises one by one, each limit just under, at and over; state is asserted between the steps. What they
// come to together, breakerModel.test.ts looks at.

import { beforeEach, describe, expect, it } from 'vitest';
import type { BreakerState, CallOutcome } from '../../../../gateway/subgraph/breaker/Breaker.js';
import { RollingBreaker, type BreakerOptions } from '../../../../gateway/subgraph/breaker/RollingBreaker.js';

const OPTIONS = {
  name: 'test lookup',
  minimumCalls: 4,
  failureRatio: 0.5,
  slowCallMs: 500,
  slowCallRatio: 0.5,
  windowMs: 10_000,
  openMs: 2_000,
  maxOpenMs: 7_000,
  probes: 3,
  probeLeaseMs: 3_000,
};

let breaker: RollingBreaker;
let states: BreakerState[];
let nowMs: number;
let randomNumber: number;

beforeEach(() => {
  nowMs = 1_000_000;
  randomNumber = 0;
  create();
});

function create(options: Partial<BreakerOptions> = {}): void {
  states = [];
  const onStateChange = (_name: string, state: BreakerState) => void states.push(state);
  breaker = new RollingBreaker({ ...OPTIONS, clock: { nowMs: () => nowMs }, random: () => randomNumber, onStateChange, ...options });
}

function admitted() {
  const permit = breaker.request();
  if (permit.kind === 'refused') throw new Error('the breaker refused');
  return permit;
}

function refusedUntil(): number {
  const permit = breaker.request();
  if (permit.kind === 'admitted') throw new Error('the breaker let a call through');
  return permit.retryAt.getTime();
}

function calls(...outcomes: CallOutcome[]): void {
  for (const outcome of outcomes) admitted().settle(outcome);
}

/** A call that takes its time. */
function callFor(ms: number, outcome: CallOutcome): void {
  const permit = admitted();
  nowMs += ms;
  permit.settle(outcome);
}

const times = <T>(count: number, each: T): T[] => Array.from({ length: count }, () => each);

function open(): void {
  calls(...times(4, 'failure' as const));
  expect(breaker.state).toBe('open');
}

function halfOpen(): void {
  open();
  nowMs += OPTIONS.openMs;
  expect(breaker.state).toBe('halfOpen');
}

describe('a closed breaker', () => {
  it.each([
    [3, 'closed'],
    [4, 'open'],
    [5, 'open'],
  ] as const)('with %i failures, where 4 calls are the minimum, is %s', (count, state) => {
    for (let call = 0; call < count && breaker.state === 'closed'; call += 1) calls('failure');
    expect(breaker.state).toBe(state);
  });

  it.each([
    ['below', ['failure', 'success', 'success', 'success', 'failure'] as const, 'closed'],
    ['at', ['success', 'success', 'failure', 'failure'] as const, 'closed'],
    ['above', ['success', 'success', 'failure', 'failure', 'failure'] as const, 'open'],
  ])('with failures %s the ratio is as expected', (_where, outcomes, state) => {
    calls(...outcomes);
    expect(breaker.state).toBe(state);
  });

  it.each([
    [499, 'closed'],
    [500, 'open'],
    [501, 'open'],
  ])('whose calls succeed after %i ms, where 500 are slow, is %s', (ms, state) => {
    for (let call = 0; call < 4; call += 1) callFor(ms, 'success');
    expect(breaker.state).toBe(state);
  });

  it.each([
    [1, 'closed'],
    [2, 'closed'],
    [3, 'open'],
  ])('with %i of 4 calls slow, where half may be, is %s', (slow, state) => {
    calls(...times(4 - slow, 'success' as const));
    for (let call = 0; call < slow; call += 1) callFor(600, 'success');
    expect(breaker.state).toBe(state);
  });

  it('opens before a single call has ended, where all that are under way hang', () => {
    const underWay = times(4, 0).map(admitted);
    nowMs += 499;
    expect(breaker.state).toBe('closed');
    nowMs += 1;
    expect(breaker.state).toBe('open');
    for (const permit of underWay) permit.settle('failure');
    expect(breaker.snapshot()).toMatchObject({ state: 'open', calls: 0 });
  });

  it('counts a call that hung and was then left no more', () => {
    const underWay = times(3, 0).map(admitted);
    nowMs += 600;
    expect(breaker.snapshot()).toMatchObject({ calls: 3, slowCalls: 3 });
    for (const permit of underWay) permit.settle('neutral');
    expect(breaker.snapshot()).toMatchObject({ calls: 0, slowCalls: 0 });
  });

  it('is not diluted by calls that are under way and not slow', () => {
    times(50, 0).forEach(admitted);
    open();
  });

  it('counts neutral outcomes for nothing', () => {
    calls('failure', 'failure', 'failure', ...times(20, 'neutral' as const));
    expect(breaker.state).toBe('closed');
    calls('failure');
    expect(breaker.state).toBe('open');
  });

  it.each([
    [8_999, 'open'],
    [9_000, 'open'],
    [10_000, 'closed'],
    [3_600_000, 'closed'],
  ])('whose last three failures are %i ms ago, of a window of 10,000 in steps of 1,000, is %s after one more', (ms, state) => {
    calls('failure', 'failure', 'failure');
    nowMs += ms;
    calls('failure');
    expect(breaker.state).toBe(state);
  });

  it('takes a clock that is set back for one that stands still', () => {
    calls('failure', 'failure', 'failure');
    nowMs -= 500_000;
    calls('failure');
    expect(refusedUntil()).toBe(1_000_000 + OPTIONS.openMs);
  });
});

describe('an open breaker', () => {
  it('refuses at once until its time, says when that is, and then lets a call through', () => {
    open();
    const endsAtMs = nowMs + OPTIONS.openMs;
    expect(refusedUntil()).toBe(endsAtMs);
    nowMs = endsAtMs - 1;
    expect(refusedUntil()).toBe(endsAtMs);
    nowMs = endsAtMs;
    admitted();
  });

  it('is not changed by results of calls from before it opened', () => {
    const early = admitted();
    open();
    early.settle('success');
    expect(breaker.state).toBe('open');
  });

  it('stays open twice as long each time, up to the cap', () => {
    open();
    const openTimes = [0, 0, 0, 0].map(() => {
      const ms = refusedUntil() - nowMs;
      nowMs += ms;
      calls('failure', 'failure');
      return ms;
    });
    expect(openTimes).toEqual([2_000, 4_000, 7_000, 7_000]);
  });

  it.each([
    [9_999, 4_000],
    [10_000, 2_000],
  ])('that was closed for %i ms before, where the window is 10,000, is open for %i', (healthyMs, openMs) => {
    halfOpen();
    calls('success', 'success', 'success');
    nowMs += healthyMs;
    open();
    expect(refusedUntil() - nowMs).toBe(openMs);
  });

  it('is open for up to a fifth less, by chance', () => {
    randomNumber = 0.999_999;
    open();
    expect(refusedUntil() - nowMs).toBeCloseTo(OPTIONS.openMs * 0.8, 0);
  });
});

describe('a half-open breaker', () => {
  it('lets exactly as many calls through as it may, and says when the first lease ends', () => {
    halfOpen();
    admitted();
    nowMs += 1_000;
    admitted();
    admitted();
    expect(refusedUntil()).toBe(nowMs - 1_000 + OPTIONS.probeLeaseMs);
  });

  it('closes when all have gone well, and forgives: the failures of the outage are forgotten', () => {
    halfOpen();
    calls('success', 'success');
    expect(breaker.state).toBe('halfOpen');
    calls('success');
    expect(breaker.state).toBe('closed');
    calls('failure', 'failure', 'failure');
    expect(states).toEqual(['open', 'halfOpen', 'closed']);
  });

  it.each([
    [0.32, 0, 'closed'],
    [0.32, 1, 'open'],
    [0.34, 1, 'closed'],
    [0.34, 2, 'open'],
    [0, 1, 'open'],
  ])('where the share %f of calls may fail, after %i failed probes of 3 is %s', (failureRatio, failed, state) => {
    create({ failureRatio });
    halfOpen();
    const probes = [admitted(), admitted(), admitted()];
    probes.forEach((probe, index) => probe.settle(index < failed ? 'failure' : 'success'));
    expect(breaker.state).toBe(state);
  });

  it.each([
    [499, 3, 'closed'],
    [500, 1, 'closed'],
    [500, 2, 'open'],
  ])('after probes of %i ms, %i of 3, where 500 are slow and half may be, is %s', (ms, slow, state) => {
    halfOpen();
    const probes = [admitted(), admitted(), admitted()];
    for (const probe of probes.slice(slow)) probe.settle('success');
    nowMs += ms;
    for (const probe of probes.slice(0, slow)) probe.settle('success');
    expect(breaker.state).toBe(state);
  });

  it('opens again as soon as too many have failed, whatever the others do later', () => {
    halfOpen();
    const [one, two, three] = [admitted(), admitted(), admitted()];
    one.settle('failure');
    expect(breaker.state).toBe('halfOpen');
    two.settle('failure');
    expect(breaker.state).toBe('open');
    three.settle('success');
    expect(breaker.state).toBe('open');
  });

  it('is neither closed nor blocked by a caller who went away: the next one may try', () => {
    halfOpen();
    calls('neutral', 'neutral', 'neutral');
    expect(breaker.state).toBe('halfOpen');
    calls('success', 'success', 'success');
    expect(breaker.state).toBe('closed');
  });

  it('does not wait for ever for calls that hang: their leases end, and their late results are ignored', () => {
    halfOpen();
    const hanging = [admitted(), admitted(), admitted()];
    nowMs += OPTIONS.probeLeaseMs - 1;
    refusedUntil();
    nowMs += 1;
    const others = [admitted(), admitted(), admitted()];
    refusedUntil();
    for (const permit of hanging) permit.settle('failure');
    expect(breaker.state).toBe('halfOpen');
    for (const permit of others) permit.settle('success');
    expect(breaker.state).toBe('closed');
  });

  it('lets no more than its probes through, however many wait and however long they have waited', () => {
    halfOpen();
    const permits = times(10_000, 0).map(() => breaker.request());
    expect(permits.filter(({ kind }) => kind === 'admitted')).toHaveLength(OPTIONS.probes);
  });
});

describe('an operator', () => {
  it('can have it refuse for a time, with a reason, whatever the calls say; then it tries before it trusts', () => {
    const early = admitted();
    breaker.override({ kind: 'forcedOpen', reason: 'they migrate their database', forMs: 60_000 });
    early.settle('success');
    expect(refusedUntil()).toBe(nowMs + 60_000);
    expect(breaker.snapshot()).toMatchObject({ state: 'forcedOpen', reason: 'they migrate their database', until: new Date(nowMs + 60_000) });
    nowMs += 59_999;
    refusedUntil();
    nowMs += 1;
    expect(breaker.state).toBe('halfOpen');
    calls('success', 'success', 'success');
    expect(states).toEqual(['forcedOpen', 'halfOpen', 'closed']);
  });

  it('can have it count and never refuse', () => {
    open();
    breaker.override({ kind: 'metricsOnly', reason: 'their fault rate is known and borne', forMs: 60_000 });
    calls(...times(100, 'failure' as const));
    expect(breaker.snapshot()).toMatchObject({ state: 'metricsOnly', calls: 100, failures: 100 });
    nowMs += 60_000;
    expect(breaker.snapshot()).toMatchObject({ state: 'closed', calls: 0, reason: undefined, until: undefined });
    open();
  });

  it.each([
    ['forcedOpen', 'halfOpen'],
    ['metricsOnly', 'closed'],
  ] as const)('can end %s before its time: it is %s', (kind, state) => {
    breaker.override({ kind, reason: 'a mistake', forMs: 60_000 });
    breaker.release();
    expect(breaker.state).toBe(state);
    breaker.release();
    expect(breaker.state).toBe(state);
  });

  it.each([
    [{ reason: ' ' }, 'reason: expected a text that is not empty, found " "'],
    [{ forMs: 0 }, 'forMs: expected a number from 1 to 86400000, found 0'],
    [{ forMs: 86_400_001 }, 'forMs: expected a number from 1 to 86400000, found 86400001'],
    [{ forMs: Number.NaN }, 'forMs: expected a number from 1 to 86400000, found NaN'],
  ])('is told of %j: %s', (mistake, message) => {
    expect(() => breaker.override({ kind: 'forcedOpen', reason: 'a reason', forMs: 1, ...mistake })).toThrow(new RangeError(message));
    expect(states).toEqual([]);
  });

  it.each([1, 86_400_000])('may overrule it for %i ms', (forMs) => {
    breaker.override({ kind: 'forcedOpen', reason: 'a reason', forMs });
    expect(refusedUntil()).toBe(nowMs + forMs);
  });
});
