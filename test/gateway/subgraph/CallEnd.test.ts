// The one table of how a call can end: every way to end is blamed on somebody, and the client of an agency is led to each of
// them by what really happens.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ERROR_CODES } from '../../../schema/contract/errorCodes.js';
import { Exchange } from '../../../gateway/Exchange.js';
import type { Breaker, BreakerState, CallOutcome } from '../../../gateway/subgraph/breaker/Breaker.js';
import { Bulkhead } from '../../../gateway/subgraph/Bulkhead.js';
import { BLAMES, blameOf, CALL_END_NAMES, CALL_ENDS, type CallEnd, type CallEndMeaning } from '../../../gateway/subgraph/CallEnd.js';
import type { CallEndedEvent } from '../../../gateway/subgraph/CallEndedEvent.js';
import { isHurried } from '../../../gateway/subgraph/whoseTime.js';
import { Maintenance } from '../../../gateway/subgraph/maintenance/Maintenance.js';
import { RetryPolicy } from '../../../gateway/subgraph/retry/RetryPolicy.js';
import type { SubgraphClientOptions } from '../../../gateway/subgraph/SubgraphClient.js';
import { ANSWER, scriptedClient, type ScriptedClient } from '../../kit/gateway/scriptedClient.js';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
});

afterEach(() => {
  vi.useRealTimers();
});

describe.each(CALL_END_NAMES)('%s', (end) => {
  const { outcome, code }: CallEndMeaning = CALL_ENDS[end];

  it('has a code and somebody to blame, unless all is well', () => {
    const blame = blameOf(end, false);
    expect(code === undefined).toBe(end === 'answered');
    expect(blame === undefined).toBe(end === 'answered');
    if (end !== 'answered') expect([ERROR_CODES.includes(code!), BLAMES.includes(blame!)]).toEqual([true, true]);
  });

  it('is blamed on whom its reason names, however long it took', () => {
    expect(blameOf(end, true)).toBe(end === 'answered' ? 'agency' : blameOf(end, false));
  });

  it('counts against the agency where the agency, the way to it, or what was set up for it is at fault', () => {
    if (outcome === 'failure') expect(['agency', 'network', 'operator']).toContain(blameOf(end, false));
  });
});

interface Story {
  readonly options?: Partial<SubgraphClientOptions>;
  readonly timeoutMs?: number;
  readonly askedTimeoutMs?: number;
  /** Before the call. */
  readonly before?: (exchange: Exchange) => void;
  /** While it is under way. */
  readonly meanwhile?: (client: ScriptedClient, exchange: Exchange) => Promise<void> | void;
}

const breakerOf = (state: BreakerState): SubgraphClientOptions['breakers'] => {
  const breaker: Breaker = { state, request: () => ({ kind: 'refused', retryAt: new Date() }) };
  return { lookup: breaker, query: breaker, mutation: breaker };
};
const full = () => {
  const bulkhead = new Bulkhead(1);
  bulkhead.enter();
  return { lookup: bulkhead, query: bulkhead, mutation: bulkhead };
};
const answers = (body: string, status = 200, headers: Record<string, string> = {}): Story => ({ meanwhile: ({ agency }) => agency.attempts[0]?.answer(body, status, headers) });
const fails = (code: string): Story => ({ meanwhile: ({ agency }) => agency.attempts[0]?.fail(code) });
const passes = (ms: number): Story['meanwhile'] => async () => void (await vi.advanceTimersByTimeAsync(ms));
const errors = (code: string | undefined, data: string) => `{"data":${data},"errors":[{"message":"m","path":["text"]${code === undefined ? '' : `,"extensions":{"code":"${code}"}`}}]}`;

/** One story for each end, so that none can be there that nothing leads to. */
const STORIES: Readonly<Record<CallEnd, Story>> = {
  answered: answers(ANSWER),
  partlyRefused: answers(errors('FORBIDDEN', '{}')),
  noTimeGiven: { timeoutMs: 90, askedTimeoutMs: 90 },
  noTimeLeft: { timeoutMs: 90 },
  callerGone: { before: (exchange) => exchange.abort('clientLeft') },
  quarantined: { options: { quarantine: 'it has no address' } },
  inMaintenance: { options: { maintenance: new Maintenance({ once: [{ from: '2020-01-01T00:00:00+05:00', until: '2099-01-01T00:00:00+05:00' }], weekly: [] }, { nowMs: () => Date.now() }) } },
  breakerOpen: { options: { breakers: breakerOf('open') } },
  breakerForced: { options: { breakers: breakerOf('forcedOpen') } },
  bulkheadFull: { options: { bulkheads: full() } },
  timedOut: { meanwhile: passes(1_000) },
  timedOutAgain: {
    options: { retries: new RetryPolicy({ maxRetries: 1, baseDelayMs: 10, budgetRatio: 1, floor: 10 }) },
    meanwhile: async ({ agency }) => {
      agency.attempts[0]?.answer('', 503);
      await vi.advanceTimersByTimeAsync(1_000);
    },
  },
  hurriedByCaller: { timeoutMs: 1_000, askedTimeoutMs: 1_000, before: () => void vi.advanceTimersByTime(700), meanwhile: passes(300) },
  hurried: { timeoutMs: 1_000, before: () => void vi.advanceTimersByTime(700), meanwhile: passes(300) },
  callerLeft: { meanwhile: (_client, exchange) => exchange.abort('clientLeft') },
  noAddress: fails('ENOTFOUND'),
  connectionRefused: fails('ECONNREFUSED'),
  notConnected: fails('UND_ERR_CONNECT_TIMEOUT'),
  certificate: fails('CERT_HAS_EXPIRED'),
  cutOff: fails('ECONNRESET'),
  notHttp: fails('HPE_INVALID_CONSTANT'),
  unreachable: fails('EWHATEVER'),
  serverError: answers('', 500),
  redirect: answers('', 302),
  rateLimited: answers('', 429),
  signatureRefused: answers('{"errors":[{"message":"m","extensions":{"code":"UNSIGNED_REQUEST"}}]}', 401),
  tooLarge: answers('x'.repeat(10_001)),
  encoded: answers(ANSWER, 200, { 'content-encoding': 'gzip' }),
  badResponse: answers('<html>'),
  incomplete: answers('{"data":{}}'),
  agencyError: answers(errors('INTERNAL_SERVER_ERROR', 'null')),
  schemaMismatch: answers(errors('GRAPHQL_VALIDATION_FAILED', 'null')),
  refusedByAgency: answers(errors('FORBIDDEN', 'null')),
};

async function tell({ options, timeoutMs = 60_000, askedTimeoutMs, before, meanwhile }: Story): Promise<CallEndedEvent[]> {
  const events: CallEndedEvent[] = [];
  const client = scriptedClient({ slowCallMs: 500, ...options, onCallEnded: (event) => events.push(event) });
  const exchange = new Exchange({ clock: { nowMs: Date.now }, requestId: 'r', askedTimeoutMs });
  exchange.limitTo(timeoutMs);
  before?.(exchange);
  const called = client.ask(1, exchange);
  await meanwhile?.(client, exchange);
  await called;
  exchange.close();
  return events;
}

it.each(CALL_END_NAMES)('a call ends as %s, once', async (end) => {
  expect((await tell(STORIES[end])).map((event) => event.end)).toEqual([end]);
});

// Of its time 100 ms are kept for the answer; a call may have 1,000.
it.each([
  [300, 'hurriedByCaller'],
  [1_099, 'hurriedByCaller'],
  [1_100, 'timedOut'],
  [1_101, 'timedOut'],
] as const)('an agency that misses the %i ms that a client would wait: %s', async (askedTimeoutMs, end) => {
  expect((await tell({ timeoutMs: askedTimeoutMs, askedTimeoutMs, meanwhile: passes(1_100) })).map((event) => event.end)).toEqual([end]);
});

it.each([
  { askedTimeoutMs: 599, learnt: 'neutral' },
  { askedTimeoutMs: 600, learnt: 'success' },
  { askedTimeoutMs: 1_099, learnt: 'success' },
  { askedTimeoutMs: 1_100, learnt: 'failure' },
])('an agency that is slow from 500 ms on and misses the $askedTimeoutMs ms of a client: the breaker learns $learnt, beside the time', async ({ askedTimeoutMs, learnt }) => {
  const outcomes: CallOutcome[] = [];
  const breaker: Breaker = { state: 'closed', request: () => ({ kind: 'admitted', settle: (outcome) => void outcomes.push(outcome) }) };
  await tell({ options: { breakers: { lookup: breaker, query: breaker, mutation: breaker } }, timeoutMs: askedTimeoutMs, askedTimeoutMs, meanwhile: passes(1_100) });
  expect(outcomes).toEqual([learnt]);
});

// 100 ms are kept for the answer, 250 for each later wave, but half of the time is the first wave's.
it.each([
  { requestMs: 1_000, laterWaves: 0, usualMs: 900 },
  { requestMs: 1_000, laterWaves: 3, usualMs: 450 },
  { requestMs: 2_000, laterWaves: 4, usualMs: 950 },
  { requestMs: 5_000, laterWaves: 0, usualMs: 1_000 },
])('a call is hurried below half of what it would have had at first: of $requestMs ms with $laterWaves waves to come, $usualMs', ({ requestMs, laterWaves, usualMs }) => {
  const hurriedAt = (limitMs: number) => isHurried({ askedTimeoutMs: undefined, timeoutMs: requestMs }, { limitMs, timeoutMs: 1_000, laterWaves });
  expect([hurriedAt(usualMs), hurriedAt(usualMs / 2), hurriedAt(usualMs / 2 - 1)]).toEqual([false, false, true]);
});

it.each([
  [499, false],
  [500, true],
  [501, true],
])('an answer after %i ms is slow: %s, where slow begins at 500', async (ms, isSlow) => {
  const [event] = await tell({
    meanwhile: async ({ agency }) => {
      await vi.advanceTimersByTimeAsync(ms);
      agency.attempts[0]?.answer(ANSWER);
    },
  });
  expect(event).toMatchObject({ end: 'answered', isSlow, latencyMs: ms });
  expect(blameOf('answered', event!.isSlow)).toBe(isSlow ? 'agency' : undefined);
});
