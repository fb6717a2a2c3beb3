import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Exchange } from '../../gateway/Exchange.js';
import type { Caller } from '../../schema/contract/Caller.js';
import type { Purpose } from '../../schema/contract/purposes.js';

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

const OFFICER: Caller = { issuer: 'https://issuer.example', subject: 'account-1', scopes: ['cases'], regions: ['35'] };

const AUDIT = { purpose: 'audit', caseId: undefined, consent: undefined } as const;

function admitted(caller: Caller | undefined, purpose?: Purpose, caseId?: string, consent?: string, language?: string): Exchange {
  const exchange = new Exchange({ clock, ...(language !== undefined && { language }) });
  if (caller !== undefined) exchange.admitCaller(caller);
  exchange.admitPurpose({ purpose, caseId, consent });
  return exchange;
}

describe('who asks and why', () => {
  it('is set once, before the work begins', () => {
    const exchange = admitted(OFFICER, 'case-work', 'case-1', 'consent-1');
    expect([exchange.caller, exchange.purpose, exchange.caseId, exchange.consent]).toEqual([OFFICER, 'case-work', 'case-1', 'consent-1']);
    expect(() => exchange.admitCaller(OFFICER)).toThrow('once');
    expect(() => exchange.admitPurpose(AUDIT)).toThrow('once');
    const begun = new Exchange({ clock });
    expect(begun.asker).toBe('');
    expect(() => begun.admitCaller(OFFICER)).toThrow('before its work begins');
    expect(() => begun.admitPurpose(AUDIT)).toThrow('before its work begins');
  });

  it('goes on with work that others may share', () => {
    const exchange = admitted(OFFICER, 'case-work', 'case-1', 'consent-1', 'kk');
    const fork = exchange.fork();
    expect([fork.caller, fork.purpose, fork.caseId, fork.consent, fork.language, fork.asker]).toEqual([OFFICER, 'case-work', 'case-1', 'consent-1', 'kk', exchange.asker]);
    expect([fork.encodedCaller, fork.requestId, fork.locatedAnswers]).toEqual([exchange.encodedCaller, exchange.requestId, exchange.locatedAnswers]);
  });
});

describe('the asker', () => {
  it('is the same for two requests that say the same, whatever their tokens were', () => {
    expect(admitted({ ...OFFICER }, 'case-work', 'case-1', 'kk').asker).toBe(admitted(OFFICER, 'case-work', 'case-1', 'kk').asker);
  });

  it('is empty for a request that says nothing of itself', () => {
    expect(admitted(undefined).asker).toBe('');
  });

  it.each([
    ['in the issuer', admitted({ ...OFFICER, issuer: 'https://other.example' }, 'case-work', 'case-1')],
    ['in the account', admitted({ ...OFFICER, subject: 'account-2' }, 'case-work', 'case-1')],
    ['in what the token allows', admitted({ ...OFFICER, scopes: [] }, 'case-work', 'case-1')],
    ['in the regions', admitted({ ...OFFICER, regions: ['35', '19'] }, 'case-work', 'case-1')],
    ['in the applicant', admitted({ ...OFFICER, applicantId: 'person-1' }, 'case-work', 'case-1')],
    ['in the employer', admitted({ ...OFFICER, employerBin: '000040000027' }, 'case-work', 'case-1')],
    ['in the authority', admitted({ ...OFFICER, authority: 'KNB' }, 'case-work', 'case-1')],
    ['where nobody is known to ask', admitted(undefined, 'case-work', 'case-1')],
    ['in the purpose', admitted(OFFICER, 'security-check', 'case-1')],
    ['in the case', admitted(OFFICER, 'case-work', 'case-2')],
    ['in the language', admitted(OFFICER, 'case-work', 'case-1', 'kk')],
    ['in which of them says it', admitted(OFFICER, 'case-work', undefined, 'case-1')],
  ])('differs %s', (_what, other) => {
    expect(other.asker).not.toBe(admitted(OFFICER, 'case-work', 'case-1').asker);
  });
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
