// How many calls are under way at an agency: one too many is refused at once and blames nobody, and a place is taken
// until the work has really ended.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Bulkhead } from '../../../gateway/subgraph/Bulkhead.js';
import { ANSWER, codesOf, exchangeFor, scriptedClient, type ScriptedClient } from '../../kit/gateway/scriptedClient.js';

const LIMIT = 3;

let bulkheads: Record<'lookup' | 'query' | 'mutation', Bulkhead>;
let client: ScriptedClient;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  bulkheads = { lookup: new Bulkhead(LIMIT), query: new Bulkhead(LIMIT), mutation: new Bulkhead(LIMIT) };
  client = scriptedClient({ bulkheads });
});

afterEach(() => {
  vi.useRealTimers();
});

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

it.each([LIMIT - 1, LIMIT, LIMIT + 1])('of %i questions at one time, 3 are sent at most; the others are told so at once', async (count) => {
  const asked = numbers(count).map((n) => client.ask(n));
  expect(client.agency.attempts).toHaveLength(Math.min(count, LIMIT));
  for (const attempt of client.agency.attempts) attempt.answer(ANSWER);
  const codes = (await Promise.all(asked)).map(codesOf);
  expect(codes).toEqual(numbers(count).map((n) => (n < LIMIT ? [] : ['SUBGRAPH_OVERLOADED'])));
  expect(bulkheads.query.active).toBe(0);
});

it('one that is refused is no failure of the agency: the breaker learns nothing, the exchange that nothing was sent', async () => {
  const asked = numbers(LIMIT).map((n) => client.ask(n));
  const exchange = exchangeFor();
  await client.ask(LIMIT, exchange);
  expect(client.outcomes).toEqual(['neutral']);
  expect(exchange.agencyReports()).toMatchObject([{ status: 'UNAVAILABLE', code: 'SUBGRAPH_OVERLOADED', calls: 0 }]);
  expect(client.failedCalls).toMatchObject([{ code: 'SUBGRAPH_OVERLOADED' }]);
  for (const attempt of client.agency.attempts) attempt.answer(ANSWER);
  await Promise.all(asked);
});

it('is one per class: queries that fill theirs leave mutations alone', async () => {
  const asked = numbers(LIMIT).map((n) => client.ask(n));
  const changed = client.change();
  expect(client.agency.attempts).toHaveLength(LIMIT + 1);
  for (const attempt of client.agency.attempts) attempt.answer(ANSWER);
  await Promise.all([...asked, changed]);
});

it('those who share a question take one place', async () => {
  const asked = numbers(10).map(() => client.ask(1));
  expect(bulkheads.query.active).toBe(1);
  client.agency.attempts[0]?.answer(ANSWER);
  await Promise.all(asked);
});

describe('a place', () => {
  it.each(['ECONNREFUSED', 'ECONNRESET'])('is free again after %s', async (code) => {
    const asked = client.ask(1);
    client.agency.attempts[0]?.fail(code);
    await asked;
    expect(bulkheads.query.active).toBe(0);
  });

  it('is free again when a call that ran out of time has been cut off', async () => {
    const asked = client.ask(1);
    client.agency.attempts[0]?.start();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(codesOf(await asked)).toEqual(['SUBGRAPH_REQUEST_TIMEOUT']);
    expect([client.agency.attempts[0]?.isAborted, bulkheads.query.active]).toEqual([true, 0]);
  });

  it('stays taken when nobody waits any more, for as long as the request waits for its connection', async () => {
    const asked = numbers(LIMIT).map((n) => client.ask(n));
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await Promise.all(asked)).flatMap(codesOf)).toEqual(numbers(LIMIT).map(() => 'SUBGRAPH_REQUEST_TIMEOUT'));
    expect([client.agency.openCount, bulkheads.query.active]).toEqual([LIMIT, LIMIT]);
    expect(codesOf(await client.ask(LIMIT))).toEqual(['SUBGRAPH_OVERLOADED']);

    client.agency.attempts[0]?.fail('UND_ERR_CONNECT_TIMEOUT');
    // This connection comes about after all: what was given up is not sent.
    client.agency.attempts[1]?.start();
    expect([client.agency.openCount, bulkheads.query.active]).toEqual([1, 1]);
    const later = client.ask(LIMIT);
    client.agency.attempts.at(-1)?.answer(ANSWER);
    expect(codesOf(await later)).toEqual([]);
  });

  it('is free again when an answer was too long, and was cut off', async () => {
    const asked = client.ask(1);
    client.agency.attempts[0]?.answer('x'.repeat(10_001));
    expect(codesOf(await asked)).toEqual(['SUBGRAPH_BAD_RESPONSE']);
    expect([client.agency.attempts[0]?.isAborted, bulkheads.query.active]).toEqual([true, 0]);
  });
});
