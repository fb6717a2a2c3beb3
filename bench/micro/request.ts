// What one request of the gateway load costs without any network: CPU microseconds of the least of many rounds,
// from the operation to the bytes of the response. The agencies' answers are texts that are there already. Once with
// breakers, bulkheads and retry budgets, once with metrics as well, and once without both, in processes of their own by turns, so
// that the ratio is what each costs and no way is compiled for another.
//
//   npm run build && node bench/micro/request.ts [rounds]

import { execFileSync } from 'node:child_process';
import type { Dispatcher } from '../../node_modules/undici/index.js';
import { loadConfig } from '../../dist/gateway/config/loadConfig.js';
import { createCompiledEngine } from '../../dist/gateway/engine/compiled/createCompiledEngine.js';
import { Exchange } from '../../dist/gateway/Exchange.js';
import { RollingBreaker } from '../../dist/gateway/subgraph/breaker/RollingBreaker.js';
import { Bulkhead } from '../../dist/gateway/subgraph/Bulkhead.js';
import { RetryPolicy } from '../../dist/gateway/subgraph/retry/RetryPolicy.js';
import { OperationManifest } from '../../dist/gateway/operation/persisted/OperationManifest.js';
import { PersistedOperations } from '../../dist/gateway/operation/persisted/PersistedOperations.js';
import { createOperationReader } from '../../dist/gateway/operation/readOperation.js';
import { PlanningPool } from '../../dist/gateway/plan/worker/PlanningPool.js';
import type { CallEndedEvent } from '../../dist/gateway/subgraph/CallEndedEvent.js';
import { SubgraphClient } from '../../dist/gateway/subgraph/SubgraphClient.js';
import { buildSupergraph } from '../../dist/gateway/supergraph/loadSupergraph.js';
import { Tallies } from '../../dist/gateway/telemetry/metrics/Tallies.js';
import { systemClock } from '../../dist/gateway/util/Clock.js';
import { printResponse } from '../../dist/gateway/projection/printResponse.js';
import { createSubgraph, OPERATION, SUBGRAPH_NAMES } from '../shop/answer.mjs';
import { composeShop } from '../shop/supergraph.mjs';
import { shopKey } from '../shop/world.mjs';

const ROUNDS = Number(process.argv[2] ?? 60);
const REQUESTS_PER_ROUND = 50;
/** Processes per way. Other work on the machine only ever adds, so the least of them is the one that was disturbed least. */
const TURNS = 5;

const supergraph = buildSupergraph(composeShop((name: string) => `http://127.0.0.1/${name}`).supergraphSdl);
const answers = new Map<string, Buffer>();
const CONTROLLER = {} as Dispatcher.DispatchController;

/** Answers in the next turn of the event loop, each question as it was answered the first time. */
function dispatcherOf(name: string): Dispatcher {
  const execute = createSubgraph(name);
  const dispatch = ({ body }: { body: string }, handler: Dispatcher.DispatchHandler) => {
    let text = answers.get(`${name}${body}`);
    if (text === undefined) answers.set(`${name}${body}`, (text = Buffer.from(JSON.stringify(execute(JSON.parse(body))))));
    const answer = text;
    setImmediate(() => {
      handler.onRequestStart?.(CONTROLLER, undefined);
      handler.onResponseStart?.(CONTROLLER, 200, {}, 'OK');
      handler.onResponseData?.(CONTROLLER, answer);
      handler.onResponseEnd?.(CONTROLLER, {});
    });
    return true;
  };
  return { dispatch } as unknown as Dispatcher;
}

const { limits, agencies, planning } = loadConfig({ env: {} });
const start = await PlanningPool.start({ ...planning, sdl: supergraph.sdl, maxFetches: 200, maxHeapMegabytes: planning.maxWorkerMegabytes });
if (start.kind === 'unusable') throw new Error(start.reason);
const { pool } = start;
const settings = agencies['applicants'];
if (settings === undefined) throw new Error('no agency is configured');

const open = { state: 'closed', request: () => ({ kind: 'admitted', settle: () => undefined }) } as const;

/** As AgencyLines makes it, with the defaults of the configuration. */
function isolation() {
  const breaker = () => new RollingBreaker({ ...settings!.breaker, slowCallMs: 500, name: 'bench', probeLeaseMs: 2_000, clock: systemClock });
  const bulkhead = () => new Bulkhead(settings!.maxInFlight);
  return {
    breakers: { lookup: breaker(), query: breaker(), mutation: breaker() },
    bulkheads: { lookup: bulkhead(), query: bulkhead(), mutation: bulkhead() },
    retries: new RetryPolicy(settings!.retry),
  };
}

const tallies = new Tallies();

/** As buildStages has it told. */
const withMetrics = () => ({ ...isolation(), slowCallMs: 500, onCallEnded: (event: CallEndedEvent) => tallies.callEnded(event) });

function engineWith(isolate: () => object) {
  const clients = new Map(
    SUBGRAPH_NAMES.map((name: string) => [
      name,
      new SubgraphClient({
        agency: name,
        url: new URL(`http://127.0.0.1/${name}`),
        timeoutMs: 60_000,
        maxResponseBytes: 10_000_000,
        retryAfterMs: 1_000,
        schema: supergraph.schema,
        dispatcher: dispatcherOf(name),
        breakers: { lookup: open, query: open, mutation: open },
        ...isolate(),
      }),
    ]),
  );
  return createCompiledEngine({ supergraph, clients, pool, planning, maxFetchesPerOperation: 200, maxEntitiesPerFetch: 10_000 });
}

const reader = createOperationReader({
  apiSchema: supergraph.apiSchema,
  costs: supergraph.costs,
  limits: { ...limits, maxCost: 1_000_000 },
  persistedOperations: new PersistedOperations('open', OperationManifest.EMPTY),
  introspection: 'off',
  answerStatusRule: 'require',
});
const request = { query: OPERATION, variables: { shop: shopKey(1) } };

async function once(engine: ReturnType<typeof engineWith>): Promise<number> {
  const exchange = new Exchange({ clock: systemClock });
  exchange.limitTo(60_000);
  const { data, errors } = await engine.execute(reader.readAtOnce(request), exchange);
  exchange.close();
  if (errors.length > 0 || data == null) throw new Error('the answer is wrong');
  return printResponse({ data }).length;
}

/** In this process. */
async function measure(engine: ReturnType<typeof engineWith>): Promise<number> {
  let leastUs = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage();
    for (let index = 0; index < REQUESTS_PER_ROUND; index += 1) await once(engine);
    const { user, system } = process.cpuUsage(before);
    leastUs = Math.min(leastUs, (user + system) / REQUESTS_PER_ROUND);
  }
  return leastUs;
}

const WAYS: Readonly<Record<string, () => object>> = { 'with isolation and metrics': withMetrics, 'with isolation': isolation, without: () => ({}) };
const isolate = WAYS[process.argv[3] ?? ''];
if (isolate !== undefined) {
  process.stdout.write(String(await measure(engineWith(isolate))));
} else {
  const bytes = await once(engineWith(isolation));
  process.stdout.write(`${bytes} bytes, ${answers.size} questions\n`);
  const figures: Record<string, number[]> = { 'with isolation and metrics': [], 'with isolation': [], without: [] };
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const [name, ofWay] of Object.entries(figures)) ofWay.push(Number(execFileSync(process.execPath, [import.meta.filename, String(ROUNDS), name])));
  }
  const least = Object.entries(figures).map(([name, ofWay]) => ({ name, us: Math.min(...ofWay) }));
  for (const { name, us } of least) process.stdout.write(`${name.padEnd(26)} ${us.toFixed(0)} µs per request, × ${(us / least.at(-1)!.us).toFixed(3)}\n`);
}
await pool.close();
