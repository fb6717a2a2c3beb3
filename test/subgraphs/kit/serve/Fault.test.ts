// The fault that a developer switches on: what it does to a request, and how it ends.

import { describe, expect, it } from 'vitest';
import { Fault } from '../../../../subgraphs/kit/serve/Fault.js';

const here = (): AbortSignal => new AbortController().signal;
const faulty = (settings: unknown, random = 0.5): Fault => {
  const fault = new Fault(() => random);
  fault.set(settings);
  return fault;
};

describe('a fault', () => {
  it('is none at first: requests pass', async () => {
    expect(await new Fault(() => 0).apply(here())).toBe('pass');
  });

  it.each([
    [0, 0, 'pass'],
    [0.5, 0.499, 'fail'],
    [0.5, 0.5, 'pass'],
    [1, 0.999_999, 'fail'],
  ])('with error rate %d and chance %d lets a request %s', async (errorRate, random, outcome) => {
    expect(await faulty({ errorRate }, random).apply(here())).toBe(outcome);
  });

  it('with latency holds a request for that long', async () => {
    const begun = performance.now();
    expect(await faulty({ latencyMs: 30 }).apply(here())).toBe('pass');
    // Timers of Node count whole milliseconds and may fire up to one early.
    expect(performance.now() - begun).toBeGreaterThanOrEqual(29);
  });

  it.each([{ hang: true }, { latencyMs: 600_000 }])('%j holds a request until the fault is cleared', async (settings) => {
    const fault = faulty(settings);
    const outcome = fault.apply(here());
    fault.set({});
    expect(await outcome).toBe('pass');
  });

  it.each([{ hang: true }, { latencyMs: 600_000 }])('%j lets go of a request whose caller leaves', async (settings) => {
    const caller = new AbortController();
    const outcome = faulty(settings).apply(caller.signal);
    caller.abort();
    expect(await outcome).toBe('gone');
  });

  it('does not hold a caller who has left before', async () => {
    expect(await faulty({ hang: true }).apply(AbortSignal.abort())).toBe('gone');
  });

  it('takes the settings of its end: a request let go by an error rate of 1 fails', async () => {
    const fault = faulty({ hang: true, errorRate: 1 });
    const outcome = fault.apply(here());
    fault.set({ errorRate: 1 });
    expect(await outcome).toBe('fail');
  });

  it.each([undefined, null, {}])('is cleared by %j', async (nothing) => {
    const fault = faulty({ errorRate: 1 });
    fault.set(nothing);
    expect(fault.settings).toEqual({});
    expect(await fault.apply(here())).toBe('pass');
  });

  it.each([{ latencyMs: 0 }, { latencyMs: 600_000 }, { errorRate: 0 }, { errorRate: 1 }, { hang: false }])('may be %j', (settings) => {
    expect(faulty(settings).settings).toEqual(settings);
  });

  it.each([
    [{ latencyMs: -1 }, 'fault/latencyMs: must be >= 0'],
    [{ latencyMs: 600_001 }, 'fault/latencyMs: must be <= 600000'],
    [{ latencyMs: 1.5 }, 'fault/latencyMs: must be integer'],
    [{ errorRate: 1.01 }, 'fault/errorRate: must be <= 1'],
    [{ errorRate: -0.01 }, 'fault/errorRate: must be >= 0'],
    [{ hang: 'yes' }, 'fault/hang: must be boolean'],
    [{ latency: 5 }, 'fault: does not know latency'],
    ['slow', 'fault: must be object'],
  ])('may not be %j, and keeps what it was', (settings, message) => {
    const fault = faulty({ latencyMs: 1 });
    expect(() => fault.set(settings)).toThrow(expect.objectContaining({ message, extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) }));
    expect(fault.settings).toEqual({ latencyMs: 1 });
  });
});
