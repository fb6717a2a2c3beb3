// Identical calls under way at the same time: who shares one, and what becomes of it when they leave.

import { buildSchema } from 'graphql';
import { Pool } from 'undici';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Exchange, type ExchangeOptions } from '../../../gateway/Exchange.js';
import type { Breaker, CallOutcome } from '../../../gateway/subgraph/breaker/Breaker.js';
import { SubgraphClient } from '../../../gateway/subgraph/SubgraphClient.js';
import { TestSubgraph, type GraphqlResponse } from '../../kit/gateway/TestSubgraph.js';
import { waitFor } from '../../kit/waitFor.js';

const SDL = 'type Query { things(n: Int): [Thing] } type Thing { text: String } type Mutation { change: String }';
const CALL = { text: 'query ($n: Int) { things(n: $n) { text } }' };

let subgraph: TestSubgraph;
let client: SubgraphClient;
let pool: Pool;
let nowMs: number;
let outcomes: CallOutcome[];

beforeEach(async () => {
  subgraph = await new TestSubgraph(SDL, { Query: { things: () => [{ text: 'x' }] }, Mutation: { change: () => 'done' } }).start();
  nowMs = 0;
  outcomes = [];
  const breaker: Breaker = { state: 'closed', request: () => ({ kind: 'admitted', settle: (outcome) => void outcomes.push(outcome) }) };
  pool = new Pool(new URL(subgraph.url).origin);
  client = new SubgraphClient({
    agency: 'agency-a',
    url: new URL(subgraph.url),
    timeoutMs: 60_000,
    maxResponseBytes: 10_000,
    retryAfterMs: 1_000,
    schema: buildSchema(SDL),
    dispatcher: pool,
    breakers: { lookup: breaker, query: breaker, mutation: breaker },
  });
});

afterEach(async () => {
  await pool.destroy();
  await subgraph.stop();
});

/** Lets answers wait until all who shall ask have asked. */
function holdAnswers(): () => void {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const change = async (response: GraphqlResponse) => {
    await released;
    return response;
  };
  subgraph.behaviour = { kind: 'rewrite', change };
  return release;
}

const exchangeOf = (options: Partial<ExchangeOptions> = {}) => new Exchange({ clock: { nowMs: () => nowMs }, ...options });
const ask = (exchange = exchangeOf(), n = 1) => client.execute({ operation: client.prepare(CALL), variables: { n } }, exchange);

it('two that ask the same share one call; each gets data of its own', async () => {
  const release = holdAnswers();
  const exchanges = [exchangeOf(), exchangeOf()] as const;
  const pending = exchanges.map((exchange) => ask(exchange));
  release();
  const [one, other] = await Promise.all(pending);
  expect(subgraph.calls).toHaveLength(1);
  expect(one).toEqual({ data: { things: [{ text: 'x' }] }, isWhole: true, textKind: 'ascii', errors: [] });
  expect(other).toEqual(one);
  expect(other?.data).not.toBe(one?.data);
  expect(other?.data?.['things']).not.toBe(one?.data?.['things']);
  expect(exchanges.map((exchange) => exchange.agencyReports())).toMatchObject([[{ status: 'OK', calls: 1 }], [{ status: 'OK', calls: 1 }]]);
});

it.each([
  ['two callers', 'somebody else', 1],
  ['two sets of variables', '', 2],
])('%s never share', async (_who, asker, n) => {
  const release = holdAnswers();
  const pending = [ask(), ask(exchangeOf({ language: asker }), n)];
  await waitFor('two calls', () => subgraph.calls.length === 2);
  release();
  await Promise.all(pending);
});

it('nobody joins a call that has ended', async () => {
  await ask();
  await ask();
  expect(subgraph.calls).toHaveLength(2);
});

it.each([
  [100, 1],
  [101, 2],
])('who comes %i ms after a call began makes %i of them: no one loses much of its time to another', async (laterMs, count) => {
  const release = holdAnswers();
  const first = ask();
  nowMs = laterMs;
  const second = ask();
  await waitFor('the calls', () => subgraph.calls.length === count);
  release();
  await Promise.all([first, second]);
  expect(subgraph.calls).toHaveLength(count);
});

it('who has less time than the call may take makes its own', async () => {
  const release = holdAnswers();
  const hurried = exchangeOf();
  hurried.limitTo(30_000);
  const pending = [ask(), ask(hurried)];
  await waitFor('two calls', () => subgraph.calls.length === 2);
  release();
  await Promise.all(pending);
  hurried.close();
});

it('a call is given up when the last that waits has left, and not before', async () => {
  subgraph.behaviour = { kind: 'hang' };
  const [one, other] = [exchangeOf(), exchangeOf()];
  const pending = [ask(one), ask(other)];
  await waitFor('the call', () => subgraph.openCalls === 1);
  one.abort('clientLeft');
  // A call that comes later and is answered shows that time has passed.
  subgraph.behaviour = { kind: 'answer' };
  await ask(exchangeOf(), 2);
  expect([subgraph.abandonedCalls, subgraph.openCalls]).toEqual([0, 1]);
  other.abort('clientLeft');
  await Promise.all(pending);
  await waitFor('the end of the call', () => subgraph.abandonedCalls === 1);
  expect(outcomes).toEqual(['success', 'neutral', 'neutral']);
});

it('a mutation is made as often as it is asked for, and after it nothing is shared that began before', async () => {
  const release = holdAnswers();
  const before = ask();
  await waitFor('the first call', () => subgraph.calls.length === 1);
  subgraph.behaviour = { kind: 'answer' };
  const change = { operation: client.prepare({ text: 'mutation { change }' }), variables: {} };
  await Promise.all([client.execute(change, exchangeOf()), client.execute(change, exchangeOf())]);
  expect(subgraph.calls).toHaveLength(3);
  await ask();
  expect(subgraph.calls).toHaveLength(4);
  release();
  await before;
});
