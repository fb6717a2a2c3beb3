// What is put to an agency again, when, and how often at most.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Breaker } from '../../../../gateway/subgraph/breaker/Breaker.js';
import { Bulkhead } from '../../../../gateway/subgraph/Bulkhead.js';
import type { CallSigner } from '../../../../gateway/subgraph/signature/CallSigner.js';
import { RetryPolicy, type RetrySettings } from '../../../../gateway/subgraph/retry/RetryPolicy.js';
import { ANSWER, codesOf, exchangeFor, scriptedClient, type ScriptedClient } from '../../../kit/gateway/scriptedClient.js';

const SETTINGS: RetrySettings = { maxRetries: 1, baseDelayMs: 50, budgetRatio: 0.2, floor: 3 };

let randomNumber: number;
let client: ScriptedClient;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  randomNumber = 0.5;
  create();
});

afterEach(() => {
  vi.useRealTimers();
});

function create(settings: Partial<RetrySettings> = {}, more: Parameters<typeof scriptedClient>[0] = {}): void {
  client = scriptedClient({ retries: new RetryPolicy({ ...SETTINGS, ...settings }, () => randomNumber), ...more });
}

const last = () => client.agency.attempts.at(-1);
const sent = () => client.agency.attempts.length;

/** Time passes, and what became due has happened. */
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** Asks a number of different questions that all fail. @returns how many retries there were. */
async function failMany(count: number): Promise<number> {
  const before = sent();
  for (let n = 0; n < count; n += 1) {
    const asked = client.ask(n);
    last()?.fail('ECONNREFUSED');
    await pass(50);
    if (client.agency.openCount > 0) last()?.fail('ECONNREFUSED');
    await asked;
  }
  return sent() - before - count;
}

describe('a query', () => {
  it.each(['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT', 'ENOTFOUND', 'EAI_AGAIN'])('whose connection ends in %s is asked again, and its answer is the answer', async (code) => {
    const exchange = exchangeFor();
    const asked = client.ask(1, exchange);
    last()?.fail(code);
    await pass(38);
    expect(sent()).toBe(2);
    last()?.answer(ANSWER);
    expect(await asked).toMatchObject({ data: { text: 'x' }, errors: [] });
    expect(client.outcomes).toEqual(['failure', 'success']);
    expect(exchange.agencyReports()).toMatchObject([{ status: 'OK', calls: 2 }]);
    expect(client.failedCalls).toEqual([]);
  });

  it.each([
    [502, {}, 2],
    [503, {}, 2],
    [504, {}, 2],
    [429, { 'retry-after': '0' }, 2],
    [429, {}, 1],
    [500, {}, 1],
    [501, {}, 1],
    [404, {}, 1],
    [302, {}, 1],
    [200, {}, 1],
  ])('that is answered with HTTP %i and %j is sent %i times', async (status, headers: Record<string, string>, times) => {
    const asked = client.ask(1);
    last()?.answer('{}', status, headers);
    await pass(100);
    expect(sent()).toBe(times);
    if (times > 1) last()?.answer(ANSWER);
    await asked;
  });

  it.each(['CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'HPE_INVALID_CONSTANT'])('that meets %s is not asked again: the next try would meet the same', async (code) => {
    const asked = client.ask(1);
    last()?.fail(code);
    expect(codesOf(await asked)).toEqual(['SUBGRAPH_REQUEST_FAILED']);
    expect(sent()).toBe(1);
  });

  it('that ran out of time is not asked again', async () => {
    const asked = client.ask(1);
    last()?.start();
    await pass(1_000);
    expect(codesOf(await asked)).toEqual(['SUBGRAPH_REQUEST_TIMEOUT']);
    await pass(1_000);
    expect(sent()).toBe(1);
  });

  it.each([0, 1, 2, 3])('is asked again %i times at most, where that is allowed, and the last failure is told', async (maxRetries) => {
    create({ maxRetries });
    const exchange = exchangeFor();
    const asked = client.ask(1, exchange);
    for (let attempt = 0; attempt <= maxRetries; attempt += 1) {
      expect(sent()).toBe(attempt + 1);
      last()?.answer('', attempt === maxRetries ? 502 : 503);
      await pass(200);
    }
    expect(codesOf(await asked)).toEqual(['SUBGRAPH_REQUEST_FAILED']);
    expect(client.failedCalls).toMatchObject([{ detail: 'HTTP 502' }]);
    expect(client.outcomes).toEqual(Array.from({ length: maxRetries + 1 }, () => 'failure'));
    expect(exchange.agencyReports()).toMatchObject([{ calls: maxRetries + 1 }]);
    await pass(5_000);
    expect(sent()).toBe(maxRetries + 1);
  });

  it('is asked once more for all who wait for it', async () => {
    const asked = [client.ask(1), client.ask(1), client.ask(1)];
    last()?.fail('ECONNRESET');
    await pass(50);
    expect(sent()).toBe(2);
    last()?.answer(ANSWER);
    for (const result of await Promise.all(asked)) expect(result.errors).toEqual([]);
  });

  it('that nobody waits for any more is not asked again, nor is one whose waiting was cut short', async () => {
    const exchange = exchangeFor();
    const asked = client.ask(1, exchange);
    last()?.fail('ECONNRESET');
    await pass(10);
    exchange.abort('clientLeft');
    await asked;
    await pass(1_000);
    expect(sent()).toBe(1);
    expect(client.outcomes).toEqual(['failure']);
  });

  it('is told anew how much time is left, which is what the first try has left over', async () => {
    void client.ask(1);
    await pass(300);
    last()?.fail('ECONNRESET');
    await pass(38);
    expect(client.agency.attempts.map(({ headers }) => headers['x-deadline-ms'])).toEqual(['1000', '662']);
    await pass(661);
    expect(last()?.isAborted).toBe(false);
    last()?.start();
    await pass(1);
    expect(last()?.isAborted).toBe(true);
  });
});

it('a retry that runs out of what the first try has left over says nothing more about the agency', async () => {
  const asked = client.ask(1);
  await pass(800);
  last()?.fail('ECONNRESET');
  await pass(38);
  last()?.start();
  await pass(200);
  expect(codesOf(await asked)).toEqual(['SUBGRAPH_REQUEST_TIMEOUT']);
  expect(client.outcomes).toEqual(['failure', 'neutral']);
});

it('a fault of our own in a retry fails the request, as in the first try, and holds no place', async () => {
  const bulkhead = new Bulkhead(1);
  let calls = 0;
  const signer = {
    sign: (_path: string, fields: Record<string, string>) => {
      calls += 1;
      if (calls > 1) throw new Error('no key');
      return fields;
    },
  } as unknown as CallSigner;
  create({}, { bulkheads: { lookup: bulkhead, query: bulkhead, mutation: bulkhead }, signer });
  const asked = client.ask(1);
  const failed = expect(asked).rejects.toThrow('no key');
  last()?.fail('ECONNRESET');
  await pass(50);
  await failed;
  await expect(client.ask(2)).rejects.toThrow('no key');
  expect([bulkhead.active, client.outcomes]).toEqual([0, ['failure', 'neutral', 'neutral']]);
});

it('a mutation is never asked again', async () => {
  const changed = client.change();
  last()?.fail('ECONNREFUSED');
  expect(codesOf(await changed)).toEqual(['SUBGRAPH_REQUEST_FAILED']);
  await pass(5_000);
  expect(sent()).toBe(1);
});

describe('the delay', () => {
  it.each([
    [0, 25],
    [0.5, 37.5],
    [0.999_999, 50],
  ])('with the chance %f is %f ms, of 50 at most', async (chance, ms) => {
    randomNumber = chance;
    void client.ask(1);
    last()?.fail('ECONNRESET');
    await pass(0);
    await pass(Math.floor(ms) - 1);
    expect(sent()).toBe(1);
    await pass(2);
    expect(sent()).toBe(2);
  });

  it('is as long as the agency asks, where that is longer and fits', async () => {
    create({}, { timeoutMs: 5_000 });
    void client.ask(1);
    last()?.answer('', 503, { 'retry-after': '2' });
    await pass(1_999);
    expect(sent()).toBe(1);
    await pass(1);
    expect(sent()).toBe(2);
  });

  it.each([
    [2, 2_051, 2],
    [2, 2_050, 2],
    [2, 2_049, 1],
  ])('of %i s in a call of %i ms lets it be sent %i times: what would have no time left is not tried', async (seconds, timeoutMs, times) => {
    create({}, { timeoutMs });
    void client.ask(1);
    last()?.answer('', 503, { 'retry-after': String(seconds) });
    await pass(2_000);
    expect(sent()).toBe(times);
  });
});

describe('the budget', () => {
  it.each([
    [0, 0],
    [2, 2],
    [3, 3],
    [4, 3],
    [15, 3],
    [19, 3],
    [20, 4],
    [100, 20],
  ])('of a fifth, 3 at least, lets %i questions that fail be asked again %i times', async (count, retries) => {
    expect(await failMany(count)).toBe(retries);
  });

  it('of nothing allows nothing', async () => {
    create({ budgetRatio: 0, floor: 0 });
    expect(await failMany(20)).toBe(0);
  });

  it('is new when the last while has passed', async () => {
    expect(await failMany(10)).toBe(3);
    await pass(10_000);
    expect(await failMany(10)).toBe(3);
  });
});

describe('a retry passes breaker and bulkhead again:', () => {
  it('where the breaker has opened meanwhile, the first failure stands', async () => {
    const outcomes: string[] = [];
    let isOpen = false;
    const breaker: Breaker = {
      state: 'closed',
      request: () => (isOpen ? { kind: 'refused', retryAt: new Date(0) } : { kind: 'admitted', settle: (outcome) => void outcomes.push(outcome) }),
    };
    create({}, { breakers: { lookup: breaker, query: breaker, mutation: breaker } });
    const exchange = exchangeFor();
    const asked = client.ask(1, exchange);
    last()?.answer('', 503);
    isOpen = true;
    await pass(50);
    expect(codesOf(await asked)).toEqual(['SUBGRAPH_REQUEST_FAILED']);
    expect(outcomes).toEqual(['failure']);
    expect(exchange.agencyReports()).toMatchObject([{ calls: 1 }]);
  });

  it('it holds no place while it waits, and where none is free the first failure stands', async () => {
    const bulkhead = new Bulkhead(1);
    create({}, { bulkheads: { lookup: bulkhead, query: bulkhead, mutation: bulkhead } });
    const asked = client.ask(1);
    last()?.answer('', 503);
    await pass(10);
    expect(bulkhead.active).toBe(0);
    const other = client.ask(2);
    await pass(50);
    expect(codesOf(await asked)).toEqual(['SUBGRAPH_REQUEST_FAILED']);
    expect(sent()).toBe(2);
    last()?.answer(ANSWER);
    await other;
  });
});
