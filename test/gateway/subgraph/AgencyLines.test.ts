// What the configuration says of an agency's isolation is what its line does, over real sockets.

import { buildSchema } from 'graphql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../gateway/config/loadConfig.js';
import { Exchange } from '../../../gateway/Exchange.js';
import { AgencyLines, type AgencyLine } from '../../../gateway/subgraph/AgencyLines.js';
import type { BreakerState } from '../../../gateway/subgraph/breaker/Breaker.js';
import { SubgraphClient } from '../../../gateway/subgraph/SubgraphClient.js';
import type { SubgraphResult } from '../../../gateway/subgraph/SubgraphRequest.js';
import { systemClock } from '../../../gateway/util/Clock.js';
import { TestSubgraph } from '../../kit/gateway/TestSubgraph.js';
import { codesOf } from '../../kit/gateway/scriptedClient.js';
import { waitFor } from '../../kit/waitFor.js';

const SDL = 'type Query { text(n: Int): String } type Mutation { change: String }';
const { breaker: BREAKER, retry: RETRY, ...SETTINGS } = loadConfig({ env: {} }).agencies['applicants']!;

let subgraph: TestSubgraph;
let lines: AgencyLines;
let changes: [string, BreakerState][];

beforeEach(async () => {
  subgraph = await new TestSubgraph(SDL, { Query: { text: () => 'x' }, Mutation: { change: () => 'done' } }).start();
  changes = [];
  lines = new AgencyLines({ clock: systemClock, onBreakerChanged: ({ agency, operationClass, state }) => changes.push([`${agency} ${operationClass}`, state]) });
});

afterEach(async () => {
  await lines.close();
  await subgraph.stop();
});

interface Client {
  readonly line: AgencyLine;
  readonly ask: (n: number) => Promise<SubgraphResult>;
  readonly change: () => Promise<SubgraphResult>;
}

function createClient({ breaker = {}, retry = {}, ...settings }: { maxInFlight?: number; timeoutMs?: number; breaker?: Partial<typeof BREAKER>; retry?: Partial<typeof RETRY> }): Client {
  const config = { ...SETTINGS, timeoutMs: 20_000, ...settings, url: subgraph.url, breaker: { ...BREAKER, ...breaker }, retry: { ...RETRY, ...retry } };
  const line = lines.lineTo('agency-a', config);
  const client = new SubgraphClient({ agency: 'agency-a', url: new URL(config.url), timeoutMs: config.timeoutMs, maxResponseBytes: 10_000, retryAfterMs: 1_000, schema: buildSchema(SDL), ...line });
  const execute = (text: string, variables: Record<string, unknown>) => client.execute({ operation: client.prepare({ text }), variables }, new Exchange({ clock: systemClock }));
  return { line, ask: (n) => execute('query ($n: Int) { text(n: $n) }', { n }), change: () => execute('mutation { change }', {}) };
}

it('maxInFlight is the limit of each class', async () => {
  const { ask, change } = createClient({ maxInFlight: 2 });
  subgraph.behaviour = { kind: 'hang' };
  const asked = [ask(1), ask(2)];
  await waitFor('both calls', () => subgraph.openCalls === 2);
  expect(codesOf(await ask(3))).toEqual(['SUBGRAPH_OVERLOADED']);
  subgraph.behaviour = { kind: 'answer' };
  expect(codesOf(await change())).toEqual([]);
  await subgraph.stop();
  await Promise.all(asked);
});

it.each([
  [0, 1],
  [1, 2],
])('retry.maxRetries %i lets a query be sent %i times, and a mutation once', async (maxRetries, times) => {
  const { ask, change } = createClient({ retry: { maxRetries, baseDelayMs: 1 } });
  subgraph.behaviour = { kind: 'reply', status: 503, body: '' };
  await ask(1);
  expect(subgraph.calls).toHaveLength(times);
  await change();
  expect(subgraph.calls).toHaveLength(times + 1);
});

it('a restart of the agency between two calls is not seen by who asks: the connection that it cut is replaced', async () => {
  const { ask } = createClient({});
  expect(codesOf(await ask(1))).toEqual([]);
  await subgraph.stop();
  await subgraph.start();
  expect(codesOf(await ask(2))).toEqual([]);
});

it('breaker.minimumCalls failures open the breaker of their class, and of no other', async () => {
  const { ask, change, line } = createClient({ breaker: { minimumCalls: 2 }, retry: { maxRetries: 0 } });
  subgraph.behaviour = { kind: 'reply', body: '<html>' };
  await ask(1);
  expect(line.breakers.query.state).toBe('closed');
  await ask(2);
  expect(codesOf(await ask(3))).toEqual(['SUBGRAPH_CIRCUIT_BREAKER_REJECTED']);
  subgraph.behaviour = { kind: 'answer' };
  expect(codesOf(await change())).toEqual([]);
  expect(changes).toEqual([['agency-a query', 'open']]);
});

it.each([
  [{}, 10_000],
  [{ slowCallMs: 1 }, 1],
])('with breaker %j, calls of %i ms and more are slow: half of the time they have, unless it is set', async (breaker, slowMs) => {
  const { ask, line } = createClient({ breaker });
  subgraph.behaviour = { kind: 'hang' };
  const asked = ask(1);
  await waitFor('the call', () => subgraph.openCalls === 1);
  const since = systemClock.nowMs();
  await waitFor('some time', () => systemClock.nowMs() - since > 20);
  expect(line.breakers.query.snapshot().slowCalls).toBe(slowMs === 1 ? 1 : 0);
  await subgraph.stop();
  await asked;
});

it('an operator can close an agency off, and let it be asked again', async () => {
  const { ask, line } = createClient({});
  line.breakers.query.override({ kind: 'forcedOpen', reason: 'they asked for it', forMs: 3_600_000 });
  const refused = await ask(1);
  expect(codesOf(refused)).toEqual(['SUBGRAPH_CIRCUIT_BREAKER_REJECTED']);
  expect(refused.errors[0]?.extensions?.['retryAfterMs']).toBeGreaterThan(3_500_000);
  expect(subgraph.calls).toEqual([]);
  line.breakers.query.release();
  expect(codesOf(await ask(1))).toEqual([]);
  expect(changes).toEqual([
    ['agency-a query', 'forcedOpen'],
    ['agency-a query', 'halfOpen'],
    ['agency-a query', 'closed'],
  ]);
});

describe('what an agency has said before', () => {
  const KEPT = { url: 'http://register.invalid/', staleIfError: { maxAgeMs: 60_000, maxBytes: 10_000 } };

  it('belongs to it at an address, and within a bound', () => {
    const answers = lines.answersOf('agency-a', KEPT);
    expect(answers).toBeDefined();
    expect(lines.answersOf('agency-a', { ...KEPT, staleIfError: { maxAgeMs: 1, maxBytes: 10_000 } })).toBe(answers);
    expect(lines.answersOf('agency-b', KEPT)).not.toBe(answers);
    const bounded = lines.answersOf('agency-a', { ...KEPT, staleIfError: { maxAgeMs: 60_000, maxBytes: 9_999 } });
    expect(bounded).not.toBe(answers);
    expect(lines.answersOf('agency-a', { url: 'http://other.invalid/', staleIfError: { maxAgeMs: 60_000, maxBytes: 9_999 } })).not.toBe(bounded);
  });

  it.each([
    { maxAgeMs: 0, maxBytes: 10_000 },
    { maxAgeMs: 60_000, maxBytes: 0 },
  ])('is let go where it is switched off, and not there when it is switched on again: %j', (staleIfError) => {
    lines.answersOf('agency-a', KEPT)?.keep('a', 'x', { madeAtMs: 0, ageMs: 0, maxAgeMs: 60_000 }, { monotonicMs: 0, wallMs: 0 });
    expect([...(lines.answersOf('agency-a', KEPT)?.held() ?? [])]).toHaveLength(1);
    expect(lines.answersOf('agency-a', { ...KEPT, staleIfError })).toBeUndefined();
    expect([...(lines.answersOf('agency-a', KEPT)?.held() ?? [])]).toEqual([]);
  });
});
