// The breaker's promises, with every timer faked: state is asserted between the steps.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BreakerState, CallOutcome } from '../../../gateway/subgraph/Breaker.js';
import { OpossumBreaker, type BreakerOptions } from '../../../gateway/subgraph/OpossumBreaker.js';

const OPTIONS = { name: 'test lookup', minimumCalls: 4, failureRatio: 0.5, windowMs: 10_000, openMs: 5_000 };

let breaker: OpossumBreaker;
let states: BreakerState[];

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  create();
});

afterEach(() => {
  breaker.close();
  vi.useRealTimers();
});

function create(options: Partial<BreakerOptions> = {}): void {
  states = [];
  breaker = new OpossumBreaker({
    ...OPTIONS,
    clock: { nowMs: () => Date.now() },
    onStateChange: (_name, state) => states.push(state),
    ...options,
  });
}

function admitted() {
  const permit = breaker.request();
  if (permit.kind === 'refused') throw new Error('the breaker refused');
  return permit;
}

/** Lets opossum hear what was settled. */
const settled = () => vi.advanceTimersByTimeAsync(0);

async function calls(...outcomes: CallOutcome[]): Promise<void> {
  for (const outcome of outcomes) {
    admitted().settle(outcome);
    await settled();
  }
}

async function open(): Promise<void> {
  await calls('failure', 'failure', 'failure', 'failure');
  expect(breaker.state).toBe('open');
}

async function halfOpen(): Promise<void> {
  await open();
  await vi.advanceTimersByTimeAsync(OPTIONS.openMs);
  expect(breaker.state).toBe('halfOpen');
}

describe('a closed breaker', () => {
  it('stays closed below the minimum of calls, opens at it', async () => {
    await calls('failure', 'failure', 'failure');
    expect(breaker.state).toBe('closed');
    await calls('failure');
    expect(breaker.state).toBe('open');
  });

  it.each([
    ['below', ['failure', 'success', 'success', 'success', 'failure'] as const, 'closed'],
    ['at', ['success', 'success', 'failure', 'failure'] as const, 'closed'],
    ['above', ['success', 'success', 'failure', 'failure', 'failure'] as const, 'open'],
  ])('with failures %s the ratio ends up as expected', async (_where, outcomes, state) => {
    await calls(...outcomes);
    expect(breaker.state).toBe(state);
  });

  it('is not diluted by calls that are still under way', async () => {
    const underWay = Array.from({ length: 50 }, () => admitted());
    await calls('failure', 'failure', 'failure', 'failure');
    expect(breaker.state).toBe('open');
    for (const permit of underWay) permit.settle('success');
    await settled();
    expect(breaker.state).toBe('open');
  });

  it('counts neutral outcomes for nothing', async () => {
    await calls('failure', 'failure', 'failure', ...Array.from({ length: 20 }, (): CallOutcome => 'neutral'));
    expect(breaker.state).toBe('closed');
    await calls('failure');
    expect(breaker.state).toBe('open');
  });

  it('forgets failures when the window has passed, also after an idle gap', async () => {
    await calls('failure', 'failure', 'failure');
    await vi.advanceTimersByTimeAsync(OPTIONS.windowMs + OPTIONS.windowMs / 10);
    await calls('failure', 'failure', 'failure');
    expect(breaker.state).toBe('closed');
  });

  it('counts a permit once, however often it is settled', async () => {
    const permit = admitted();
    for (let report = 0; report < 10; report += 1) permit.settle('failure');
    await settled();
    expect(breaker.state).toBe('closed');
  });
});

describe('an open breaker', () => {
  it('refuses at once and says when it will try again', async () => {
    await open();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(breaker.request()).toEqual({ kind: 'refused', retryAt: new Date(1_000_000 + OPTIONS.openMs) });
  });

  it('refuses until just before its time, and lets a call through at it', async () => {
    await open();
    await vi.advanceTimersByTimeAsync(OPTIONS.openMs - 1);
    expect(breaker.request().kind).toBe('refused');
    await vi.advanceTimersByTimeAsync(1);
    expect(breaker.request().kind).toBe('admitted');
  });

  it('is not changed by results of calls from before it opened', async () => {
    const early = admitted();
    await open();
    early.settle('success');
    await settled();
    expect(breaker.state).toBe('open');
  });
});

describe('a half-open breaker', () => {
  it('lets exactly one call through to try', async () => {
    await halfOpen();
    expect(breaker.request().kind).toBe('admitted');
    expect(breaker.request()).toEqual({ kind: 'refused', retryAt: new Date(Date.now() + OPTIONS.openMs) });
  });

  it('closes when that call succeeds, and then forgives: the failures of the outage are forgotten', async () => {
    await halfOpen();
    await calls('success');
    expect(breaker.state).toBe('closed');
    await calls('failure', 'failure', 'failure');
    expect(breaker.state).toBe('closed');
    expect(states).toEqual(['open', 'halfOpen', 'closed']);
  });

  it('opens again for its whole time when that call fails', async () => {
    await halfOpen();
    await calls('failure');
    expect(breaker.state).toBe('open');
    await vi.advanceTimersByTimeAsync(OPTIONS.openMs - 1);
    expect(breaker.state).toBe('open');
    await vi.advanceTimersByTimeAsync(1);
    expect(breaker.state).toBe('halfOpen');
  });

  it('is neither closed nor blocked by a caller who went away: the next one may try', async () => {
    await halfOpen();
    await calls('neutral');
    expect(breaker.state).toBe('halfOpen');
    await calls('success');
    expect(breaker.state).toBe('closed');
  });

  it('does not wait for ever for a call that hangs: its lease ends, and its late result is ignored', async () => {
    await halfOpen();
    const hanging = admitted();
    await vi.advanceTimersByTimeAsync(OPTIONS.openMs - 1);
    expect(breaker.request().kind).toBe('refused');
    await vi.advanceTimersByTimeAsync(1);
    const second = admitted();
    hanging.settle('success');
    await settled();
    expect(breaker.state).toBe('halfOpen');
    second.settle('success');
    await settled();
    expect(breaker.state).toBe('closed');
  });

  it('ignores a late neutral result of a probe whose lease has ended', async () => {
    await halfOpen();
    const hanging = admitted();
    await vi.advanceTimersByTimeAsync(OPTIONS.openMs);
    admitted();
    hanging.settle('neutral');
    await settled();
    expect(breaker.request().kind).toBe('refused');
  });
});

it('does not share anything with another breaker made from the same options', async () => {
  const other = new OpossumBreaker({ ...OPTIONS, clock: { nowMs: () => Date.now() } });
  await open();
  expect(other.state).toBe('closed');
  other.close();
});
