// What a sick agency is asked, by counts: while its breaker is open nothing, and when it is to be tried again no more
// than its probes, however many requests wait for it.

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RollingBreaker } from '../../../gateway/subgraph/breaker/RollingBreaker.js';
import { ANSWER, codesOf, exchangeFor, scriptedClient, type ScriptedClient } from '../../kit/gateway/scriptedClient.js';

const PROBES = 3;
const OPEN_MS = 2_000;
const REJECTED = ['SUBGRAPH_CIRCUIT_BREAKER_REJECTED'];

let breaker: RollingBreaker;
let client: ScriptedClient;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  breaker = new RollingBreaker({
    name: 'test query',
    minimumCalls: 10,
    failureRatio: 0.5,
    slowCallMs: 500,
    slowCallRatio: 0.8,
    windowMs: 10_000,
    openMs: OPEN_MS,
    maxOpenMs: 30_000,
    probes: PROBES,
    probeLeaseMs: 2_000,
    clock: { nowMs: Date.now },
    random: () => 0,
  });
  client = scriptedClient({ breakers: { lookup: breaker, query: breaker, mutation: breaker } });
});

afterEach(() => {
  vi.useRealTimers();
});

let questions = 0;

/** Different questions, all at once. */
const askMany = (count: number) => Array.from({ length: count }, () => client.ask((questions += 1)));

const sent = () => client.agency.attempts.length;

async function fallSick(): Promise<void> {
  const asked = askMany(10);
  for (const attempt of client.agency.attempts) attempt.fail('ECONNREFUSED');
  await Promise.all(asked);
  expect(breaker.state).toBe('open');
}

it('a thousand requests reach an agency whose breaker is open in no call at all, and are told when it will be tried', async () => {
  await fallSick();
  const before = sent();
  const exchanges = Array.from({ length: 1_000 }, () => exchangeFor());
  await Promise.all(exchanges.map((exchange) => client.ask((questions += 1), exchange)));
  expect(sent()).toBe(before);
  const retryAts = new Set(exchanges.map((exchange) => exchange.agencyReports()[0]?.retryAt));
  expect([...retryAts]).toEqual([new Date(1_000_000 + OPEN_MS).toISOString()]);
});

it('of a thousand that wait for an agency to recover, it is asked by three, and by all once those went well', async () => {
  await fallSick();
  await vi.advanceTimersByTimeAsync(OPEN_MS);
  const before = sent();
  const asked = [...askMany(1_000), ...askMany(1_000)];
  expect(sent() - before).toBe(PROBES);
  for (const attempt of client.agency.attempts.slice(before)) attempt.answer(ANSWER);
  const results = await Promise.all(asked);
  expect(results.filter(({ errors }) => errors.length === 0)).toHaveLength(PROBES);
  expect(results.filter((result) => codesOf(result)[0] === REJECTED[0])).toHaveLength(2_000 - PROBES);
  expect(breaker.state).toBe('closed');

  const after = askMany(100);
  expect(sent() - before).toBe(PROBES + 100);
  for (const attempt of client.agency.attempts.slice(before)) attempt.answer(ANSWER);
  for (const result of await Promise.all(after)) expect(codesOf(result)).toEqual([]);
});

it('an agency that hangs is tried by three at a time, and longer and longer apart', async () => {
  await fallSick();
  const before = sent();
  const probesPerMinute: number[] = [];
  for (let minute = 0; minute < 3; minute += 1) {
    const sentBefore = sent();
    for (let tenth = 0; tenth < 600; tenth += 1) {
      void Promise.all(askMany(5));
      for (const attempt of client.agency.attempts.slice(before)) attempt.start();
      await vi.advanceTimersByTimeAsync(100);
    }
    probesPerMinute.push(sent() - sentBefore);
  }
  // Tried after 2, 4, 8, 16 and 30 s, and then every 30; each try takes a second to fail.
  expect(probesPerMinute).toEqual([4 * PROBES, 2 * PROBES, 2 * PROBES]);
});
