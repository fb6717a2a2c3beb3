// One client against one real server: time, size, and what the breaker and the exchange are told.

import { buildSchema } from 'graphql';
import { Pool } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Exchange } from '../../../gateway/Exchange.js';
import type { Breaker, CallOutcome } from '../../../gateway/subgraph/breaker/Breaker.js';
import { SubgraphClient, type SubgraphClientOptions } from '../../../gateway/subgraph/SubgraphClient.js';
import type { OperationClass } from '../../../gateway/subgraph/OperationClass.js';
import type { SubgraphRequest } from '../../../gateway/subgraph/SubgraphRequest.js';
import { readAgencyOperation } from '../../../gateway/subgraph/AgencyOperation.js';
import { systemClock } from '../../../gateway/util/Clock.js';
import { collectFailed, type FailedCall } from '../../kit/gateway/failedCalls.js';
import { TestSubgraph } from '../../kit/gateway/TestSubgraph.js';
import { waitFor } from '../../kit/waitFor.js';

const SDL = 'type Query { text: String } type Mutation { change: String } type Thing @key(fields: "id") { id: ID! text: String } extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const SCHEMA = buildSchema('type Query { text: String things: [Thing] _entities(representations: [String!]!): [Thing]! } type Mutation { change: String } type Thing { id: ID! text: String }');

/** Always lets calls through and remembers what it was told. */
class RecordingBreaker implements Breaker {
  readonly state = 'closed';
  readonly outcomes: CallOutcome[] = [];

  request() {
    return { kind: 'admitted', settle: (outcome: CallOutcome) => void this.outcomes.push(outcome) } as const;
  }
}

let subgraph: TestSubgraph;
let pool: Pool | undefined;
let breakers: Record<OperationClass, RecordingBreaker>;
let failedCalls: FailedCall[];
const exchanges: Exchange[] = [];

beforeEach(async () => {
  subgraph = await new TestSubgraph(SDL, { Query: { text: () => 'x'.repeat(100) }, Mutation: { change: () => 'done' } }).start();
});

afterEach(async () => {
  await pool?.destroy();
  await subgraph.stop();
  for (const exchange of exchanges.splice(0)) exchange.close();
});

function create(options: Partial<SubgraphClientOptions> = {}): SubgraphClient {
  breakers = { lookup: new RecordingBreaker(), query: new RecordingBreaker(), mutation: new RecordingBreaker() };
  failedCalls = [];
  const url = new URL(subgraph.url);
  pool = new Pool(url.origin);
  return new SubgraphClient({
    agency: 'agency-a',
    url,
    timeoutMs: 300,
    maxResponseBytes: 10_000,
    retryAfterMs: 5_000,
    schema: SCHEMA,
    dispatcher: pool,
    breakers,
    onCallEnded: collectFailed(failedCalls),
    ...options,
  });
}

function exchangeOf(timeoutMs: number): Exchange {
  const exchange = new Exchange({ clock: systemClock, requestId: 'r' });
  exchange.limitTo(timeoutMs);
  exchanges.push(exchange);
  return exchange;
}

const QUERY = requestOf('{ text }');

function requestOf(text: string, more: Partial<SubgraphRequest> = {}): SubgraphRequest {
  return { operation: readAgencyOperation(SCHEMA, 'agency-a', { text }), variables: {}, ...more };
}

function lookup(...representations: readonly { readonly __typename: string; readonly id: string }[]): SubgraphRequest {
  return requestOf('query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Thing { text } } }', {
    representations: { text: JSON.stringify(representations), typeNames: representations.map(({ __typename }) => __typename) },
  });
}

describe('time', () => {
  it('asks with the smaller of its own limit and what is left of the request', async () => {
    await create().execute(QUERY, exchangeOf(10_000));
    await create().execute(QUERY, exchangeOf(350));
    const [own, left] = subgraph.calls.map(({ headers }) => Number(headers['x-deadline-ms']));
    expect(own).toBe(300);
    expect(left).toBeGreaterThan(150);
    expect(left).toBeLessThanOrEqual(250);
  });

  it.each([
    [1, 650],
    [2, 450],
    [20, 450],
  ])('leaves time for %i later waves: %i ms of 1000 at most are its own, and never less than half', async (laterWaves, mostMs) => {
    await create({ timeoutMs: 60_000 }).execute({ ...QUERY, laterWaves }, exchangeOf(1_000));
    const deadlineMs = Number(subgraph.calls[0]?.headers['x-deadline-ms']);
    expect(deadlineMs).toBeLessThanOrEqual(mostMs);
    expect(deadlineMs).toBeGreaterThan(mostMs - 150);
  });

  it('does not ask where nothing is left, and blames no agency for it', async () => {
    const exchange = exchangeOf(100);
    const { data, errors } = await create().execute(QUERY, exchange);
    expect(data).toEqual({ text: null });
    expect(errors).toMatchObject([{ path: ['text'], extensions: { code: 'SUBGRAPH_REQUEST_TIMEOUT', agency: 'agency-a' } }]);
    expect(subgraph.calls).toEqual([]);
    expect(breakers.query.outcomes).toEqual([]);
    expect(exchange.agencyReports()).toMatchObject([{ status: 'UNAVAILABLE', calls: 0 }]);
  });

  it('a call that used its whole limit is a failure', async () => {
    subgraph.behaviour = { kind: 'hang' };
    await create().execute(QUERY, exchangeOf(10_000));
    expect(breakers.query.outcomes).toEqual(['failure']);
  });

  it('a call whose request has less time than the agency may take is a failure too: a hang must open the breaker', async () => {
    subgraph.behaviour = { kind: 'hang' };
    await create({ timeoutMs: 60_000 }).execute(QUERY, exchangeOf(300));
    expect(breakers.query.outcomes).toEqual(['failure']);
  });

  it.each([
    [450, 'failure'],
    [650, 'neutral'],
  ] as const)('a call that comes when %i ms of 1000 are spent elsewhere and hangs is, for the breaker, a %s', async (spentMs, outcome) => {
    subgraph.behaviour = { kind: 'hang' };
    let offsetMs = 0;
    const exchange = new Exchange({ clock: { nowMs: () => systemClock.nowMs() + offsetMs } });
    exchanges.push(exchange);
    offsetMs = spentMs;
    exchange.limitTo(1_000);
    await create({ timeoutMs: 600 }).execute(QUERY, exchange);
    expect(breakers.query.outcomes).toEqual([outcome]);
  });

  it('a request that is given up aborts its call, neutrally', async () => {
    subgraph.behaviour = { kind: 'hang' };
    const exchange = exchangeOf(10_000);
    const called = create({ timeoutMs: 10_000 }).execute(QUERY, exchange);
    await waitFor('the call to arrive', () => subgraph.openCalls === 1);
    exchange.abort('clientLeft');
    await called;
    expect(breakers.query.outcomes).toEqual(['neutral']);
    await waitFor('the call to be aborted', () => subgraph.abandonedCalls === 1);
    // The log must not blame the agency for it.
    expect(failedCalls).toMatchObject([{ end: 'callerLeft', blame: 'caller' }]);
  });
});

describe('the size of an answer', () => {
  const body = JSON.stringify({ data: { text: 'y'.repeat(500) } });

  it.each([
    [body.length + 1, true],
    [body.length, true],
    [body.length - 1, false],
  ])('with %i bytes allowed is accepted: %s', async (maxResponseBytes, accepted) => {
    subgraph.behaviour = { kind: 'reply', body };
    const { data, errors } = await create({ maxResponseBytes }).execute(QUERY, exchangeOf(5_000));
    expect(data).toEqual({ text: accepted ? 'y'.repeat(500) : null });
    expect(errors.map(({ extensions }) => extensions?.['code'])).toEqual(accepted ? [] : ['SUBGRAPH_BAD_RESPONSE']);
    expect(breakers.query.outcomes).toEqual([accepted ? 'success' : 'failure']);
  });
});

describe('the gaps of an answer', () => {
  it.each([
    [999, 999],
    [1_000, 1_000],
    [1_001, 1],
  ])('of %i items are explained by %i errors', async (items, count) => {
    subgraph.behaviour = { kind: 'reply', body: JSON.stringify({ data: { things: Array.from({ length: items }, () => ({})) } }) };
    const { data, errors } = await create({ maxResponseBytes: 100_000 }).execute(requestOf('{ things { text } }'), exchangeOf(5_000));
    expect(errors).toHaveLength(count);
    expect(data?.['things'] === null).toBe(count === 1);
    expect(breakers.query.outcomes).toEqual(['failure']);
    expect(failedCalls).toHaveLength(1);
  });
});

it('explains every null of an agency that says nothing, however many entities it was asked about', async () => {
  subgraph.behaviour = { kind: 'reply', body: '{}' };
  const things = Array.from({ length: 1_500 }, (_, index) => ({ __typename: 'Thing', id: String(index) }));
  const { errors } = await create().execute(lookup(...things), exchangeOf(5_000));
  expect(errors).toHaveLength(1_500);
});

it.each([
  ['{"data":{"text":"Aina"}}', 'Aina', 'ascii'],
  ['{"data":{"text":"Zoë"}}', 'Zoë', 'plain'],
  ['{"data":{"text":"Айна, қала"}}', 'Айна, қала', 'plain'],
  ['{"data":{"text":"\\u0410"}}', 'А', 'any'],
])('tells of %s what its strings hold', async (body, text, textKind) => {
  subgraph.behaviour = { kind: 'reply', body };
  expect(await create().execute(QUERY, exchangeOf(5_000))).toEqual({ data: { text }, isWhole: true, textKind, errors: [] });
});

describe('the breaker', () => {
  it('is asked and told for the class of the operation', async () => {
    const each = create();
    await each.execute(QUERY, exchangeOf(5_000));
    await each.execute(requestOf('mutation { change }'), exchangeOf(5_000));
    subgraph.behaviour = { kind: 'reply', body: '{"data":{"_entities":[{"text":null}]}}' };
    await each.execute(lookup({ __typename: 'Thing', id: '1' }), exchangeOf(5_000));
    expect(Object.fromEntries(Object.entries(breakers).map(([name, { outcomes }]) => [name, outcomes]))).toEqual({
      query: ['success'],
      mutation: ['success'],
      lookup: ['success'],
    });
  });

  it('that is open answers in place of the agency, with its own time', async () => {
    const retryAt = new Date(systemClock.nowMs() + 60_000);
    const open: Breaker = { state: 'open', request: () => ({ kind: 'refused', retryAt }) };
    const exchange = exchangeOf(5_000);
    const { errors } = await create({ breakers: { lookup: open, query: open, mutation: open } }).execute(QUERY, exchange);
    expect(errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_CIRCUIT_BREAKER_REJECTED' } }]);
    expect(exchange.agencyReports()).toMatchObject([{ calls: 0, retryAt: retryAt.toISOString() }]);
    expect(subgraph.calls).toEqual([]);
  });
});

it("passes on the agency's own advice on when to ask again", async () => {
  subgraph.behaviour = { kind: 'reply', status: 503, headers: { 'retry-after': '120' }, body: '' };
  const exchange = exchangeOf(5_000);
  await create().execute(QUERY, exchange);
  const waitMs = Date.parse(exchange.agencyReports()[0]?.retryAt ?? '') - systemClock.nowMs();
  expect(waitMs).toBeGreaterThan(110_000);
  expect(waitMs).toBeLessThanOrEqual(120_000);
});

it('tells listeners of a failure who, what and how long, and nothing of what was asked or answered', async () => {
  subgraph.behaviour = { kind: 'reply', status: 500, body: '{"secret":"900101300123"}' };
  await create().execute(requestOf('query Q { text }', { operation: readAgencyOperation(SCHEMA, 'agency-a', { text: 'query Q { text }', operationName: 'Q' }), variables: { iin: '900101300123' } }), exchangeOf(5_000));
  expect(failedCalls).toEqual([
    { requestId: 'r', agency: 'agency-a', end: 'serverError', code: 'SUBGRAPH_REQUEST_FAILED', blame: 'agency', detail: 'HTTP 500', latencyMs: expect.any(Number) },
  ]);
});
