// New operations before a whole gateway: what those who ask for them get while they are planned, and when they cannot
// be; and that none of it happens on the event loop.

import { afterEach, describe, expect, it } from 'vitest';
import { loadConfig, type GatewayConfig } from '../../gateway/config/loadConfig.js';
import { startPlanningPool } from '../../gateway/plan/worker/PlanningPool.js';
import { serveWorld, type ServedWorld } from '../kit/federation.js';
import { ask } from '../kit/gateway/ask.js';
import { runGateway } from '../kit/gateway/runGateway.js';
import { HEAVY_WORLD, heavyOperation } from '../kit/heavyWorld.js';
import { waitFor } from '../kit/waitFor.js';

const { planning, limits } = loadConfig({ env: {} });
const UNLIMITED = { ...limits, maxFields: 10_000, maxCost: 1_000_000_000 };
const LIGHT = '{ t { id } }';
/** Would take minutes to plan. */
const ENDLESS = heavyOperation(5);

let served: ServedWorld | undefined;

afterEach(() => served?.close());

async function serve(settings: Partial<GatewayConfig['planning']>, more: Partial<GatewayConfig> = {}): Promise<string> {
  served = await serveWorld(HEAVY_WORLD, 'compiled', { limits: UNLIMITED, planning: { ...planning, timeoutMs: 30_000, ...settings }, ...more }, startPlanningPool);
  return served.url;
}

const codesOf = ({ errors = [] }: Awaited<ReturnType<typeof ask>>) => errors.map(({ extensions }) => extensions?.['code']);

describe('an operation that takes too long to plan', () => {
  it('is refused as too complex, and the next one is answered', async () => {
    const url = await serve({ timeoutMs: 1_500 });
    const answer = await ask(url, ENDLESS);
    expect([answer.status, codesOf(answer), answer.errors?.[0]?.message]).toEqual([
      400,
      ['OPERATION_TOO_COMPLEX'],
      'The operation cannot be planned within 1500 ms: ask for less at once, or for its parts in several operations.',
    ]);
    expect(await ask(url, LIGHT)).toMatchObject({ status: 200, data: { t: null } });
  });

  it('does not outlive the deadline of the request', async () => {
    const url = await serve({}, { requestTimeoutMs: 1_000 });
    const answer = await ask(url, ENDLESS);
    expect([answer.status, codesOf(answer)]).toEqual([504, ['REQUEST_TIMEOUT']]);
  });

  it('keeps nobody waiting whose operation is known', async () => {
    const url = await serve({});
    await ask(url, LIGHT);
    const leaving = new AbortController();
    const asked = ask(url, ENDLESS, { signal: leaving.signal }).catch(() => 'left');
    for (let time = 0; time < 50; time += 1) expect(await ask(url, LIGHT)).toMatchObject({ data: { t: null } });
    expect(await Promise.race([asked, Promise.resolve('not yet')])).toBe('not yet');
    leaving.abort();
    expect(await asked).toBe('left');
  });
});

it('a new operation beyond those that may wait is refused with 503 and when to come again; known ones are answered', async () => {
  const url = await serve({ maxQueued: 0 });
  await ask(url, LIGHT);
  const leaving = new AbortController();
  const asked = ask(url, ENDLESS, { signal: leaving.signal }).catch(() => 'left');
  // Before the worker has that one, others are still planned.
  let count = 0;
  const overloaded = await waitFor('a refusal', async () => {
    count += 1;
    const answer = await ask(url, `query New_${count} { t { id } }`);
    return answer.status === 503 ? answer : null;
  });
  expect([overloaded.headers.get('retry-after'), codesOf(overloaded)]).toEqual(['1', ['OVERLOADED']]);
  expect(await ask(url, LIGHT)).toMatchObject({ status: 200 });
  leaving.abort();
  await asked;
});

it('the process of the event loop never loads what plans', async () => {
  served = await serveWorld(HEAVY_WORLD, 'compiled');
  const { url: agency } = served.subgraphs['root'] ?? { url: '' };
  // Tells at the end what the gateway has loaded; planning workers do not inherit it.
  const tell = `data:text/javascript,${encodeURIComponent(`
    import { Module } from 'node:module';
    process.on('exit', () => process.stderr.write(Object.keys(Module._cache).filter((file) => /@apollo.(query-planner|federation-internals|gateway)./.test(file)).length + ' of the planner'));
  `)}`;
  const gateway = runGateway({ ROOT_URL: agency }, ['--import', tell]);
  const url = await gateway.url();
  const { data, errors } = await ask(url, '{ __typename application(id: "case-000001") { clearance { status } } }', { headers: { 'x-purpose': 'case-work', 'x-case-id': 'case-000001' } });
  // No agency listens: it has been planned, and every agency was silent.
  expect([data, errors?.map(({ extensions }) => extensions?.['code'])]).toEqual([{ __typename: 'Query', application: null }, ['SUBGRAPH_REQUEST_FAILED']]);
  gateway.kill('SIGTERM');
  expect(await gateway.ended).toBe(0);
  expect(gateway.errorOutput).toBe('0 of the planner');
});
