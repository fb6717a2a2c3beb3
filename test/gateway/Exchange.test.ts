import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Caller } from '../../schema/contract/Caller.js';
import { Exchange, type ExchangeOptions } from '../../gateway/Exchange.js';

const clock = { nowMs: () => Date.now() };
const RETRY_AT = new Date('2026-03-01T09:00:00Z');

beforeEach(() => {
  vi.useFakeTimers({ now: 5_000 });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('the deadline', () => {
  it('counts from the arrival, however late the limit becomes known', () => {
    const exchange = new Exchange({ clock });
    vi.advanceTimersByTime(300);
    exchange.limitTo(1_000);
    expect(exchange.remainingMs()).toBe(700);
    vi.advanceTimersByTime(699);
    expect(exchange.isAborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(exchange.abortedBy).toBe('deadlinePassed');
  });

  it('aborts nothing once the exchange is closed', () => {
    const exchange = new Exchange({ clock });
    exchange.limitTo(1_000);
    exchange.close();
    vi.advanceTimersByTime(5_000);
    exchange.abort('clientLeft');
    expect(exchange.abortedBy).toBeUndefined();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('who asks', () => {
  const OFFICER: Caller = { issuer: 'i', subject: 's', scopes: [], regions: ['75'] };
  const askers: Partial<ExchangeOptions>[] = [
    {},
    { asker: 'a' },
    { caller: OFFICER },
    { caller: { ...OFFICER, regions: ['71'] } },
    { asker: 'a', caller: OFFICER },
    { caller: OFFICER, purpose: 'audit' },
    { caller: OFFICER, caseId: 'audit' },
    { purpose: 'audit' },
    { caseId: 'audit' },
  ];

  it('is told apart by caller, purpose and case as well, and kept by work that is shared', () => {
    const exchanges = askers.map((asker) => new Exchange({ clock, ...asker }));
    expect(new Set(exchanges.map(({ asker }) => asker)).size).toBe(askers.length);
    for (const exchange of exchanges) {
      const { asker, caller, encodedCaller, purpose, caseId, requestId, locatedAnswers } = exchange;
      expect(exchange.fork()).toMatchObject({ asker, caller, encodedCaller, purpose, caseId, requestId, locatedAnswers });
    }
  });

  it('is nobody, for no purpose, unless something is said', () => {
    expect(new Exchange({ clock })).toMatchObject({ asker: '', caller: undefined, encodedCaller: undefined, purpose: undefined, caseId: undefined });
  });
});

it('the first reason to give up is the one that stays', () => {
  const exchange = new Exchange({ clock });
  exchange.abort('clientLeft');
  exchange.abort('deadlinePassed');
  expect(exchange.abortedBy).toBe('clientLeft');
});

it('is closed exactly once', () => {
  const exchange = new Exchange({ clock });
  exchange.close();
  expect(() => exchange.close()).toThrow('exactly once');
});

describe('the report of an agency', () => {
  it('is OK where every call was, with the longest wait and the calls sent', () => {
    const exchange = new Exchange({ clock });
    exchange.recordCall({ agency: 'b', sent: true, latencyMs: 5.4 });
    exchange.recordCall({ agency: 'a', sent: true, latencyMs: 1 });
    exchange.recordCall({ agency: 'b', sent: true, latencyMs: 12.6 });
    expect(exchange.agencyReports()).toEqual([
      { agency: 'a', status: 'OK', calls: 1, latencyMs: 1 },
      { agency: 'b', status: 'OK', calls: 2, latencyMs: 13 },
    ]);
  });

  it('is UNAVAILABLE where one call failed, also before one that went well', () => {
    const exchange = new Exchange({ clock });
    exchange.recordCall({ agency: 'a', sent: true, latencyMs: 9, failure: { code: 'SUBGRAPH_REQUEST_TIMEOUT', retryAt: new Date(0) } });
    exchange.recordCall({ agency: 'a', sent: false, latencyMs: 0, failure: { code: 'SUBGRAPH_CIRCUIT_BREAKER_REJECTED', retryAt: RETRY_AT } });
    exchange.recordCall({ agency: 'a', sent: true, latencyMs: 1 });
    expect(exchange.agencyReports()).toEqual([
      { agency: 'a', status: 'UNAVAILABLE', calls: 2, latencyMs: 9, code: 'SUBGRAPH_CIRCUIT_BREAKER_REJECTED', retryAt: RETRY_AT.toISOString() },
    ]);
  });
});
