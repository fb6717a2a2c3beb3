// What one request of the gateway load costs without any network: microseconds of the least of many rounds,
// from the operation to the bytes of the response. The agencies' answers are texts that are there already.
//
//   npm run build && node bench/micro/request.ts

import type { Dispatcher } from '../../node_modules/undici/index.js';
import { loadConfig } from '../../dist/gateway/config/loadConfig.js';
import { createCompiledEngine } from '../../dist/gateway/engine/compiled/createCompiledEngine.js';
import { Exchange } from '../../dist/gateway/Exchange.js';
import { OperationManifest } from '../../dist/gateway/operation/persisted/OperationManifest.js';
import { PersistedOperations } from '../../dist/gateway/operation/persisted/PersistedOperations.js';
import { createOperationReader } from '../../dist/gateway/operation/readOperation.js';
import { PlanningPool } from '../../dist/gateway/plan/worker/PlanningPool.js';
import { SubgraphClient } from '../../dist/gateway/subgraph/SubgraphClient.js';
import { buildSupergraph } from '../../dist/gateway/supergraph/loadSupergraph.js';
import { systemClock } from '../../dist/gateway/util/Clock.js';
import { printResponse } from '../../dist/gateway/projection/printResponse.js';
import { createSubgraph, OPERATION, SUBGRAPH_NAMES } from '../shop/answer.mjs';
import { composeShop } from '../shop/supergraph.mjs';
import { shopKey } from '../shop/world.mjs';

const ROUNDS = Number(process.argv[2] ?? 60);
const REQUESTS_PER_ROUND = 50;

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

const open = { state: 'closed', request: () => ({ kind: 'admitted', settle: () => undefined }), close: () => undefined } as const;
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
    }),
  ]),
);
const { limits, planning } = loadConfig({ env: {} });
const start = await PlanningPool.start({ ...planning, sdl: supergraph.sdl, maxFetches: 200, maxHeapMegabytes: planning.maxWorkerMegabytes });
if (start.kind === 'unusable') throw new Error(start.reason);
const engine = createCompiledEngine({ supergraph, clients, pool: start.pool, planning, maxFetchesPerOperation: 200, maxEntitiesPerFetch: 10_000 });
const reader = createOperationReader({
  apiSchema: supergraph.apiSchema,
  costs: supergraph.costs,
  limits: { ...limits, maxCost: 1_000_000 },
  persistedOperations: new PersistedOperations('open', OperationManifest.EMPTY),
  introspection: 'off',
  answerStatusRule: 'require',
});
const request = { query: OPERATION, variables: { shop: shopKey(1) } };

async function once(): Promise<number> {
  const exchange = new Exchange({ clock: systemClock });
  exchange.limitTo(60_000);
  const { data, errors } = await engine.execute(reader.read(request), exchange);
  exchange.close();
  if (errors.length > 0 || data == null) throw new Error('the answer is wrong');
  return printResponse({ data }).length;
}

let leastUs = Number.POSITIVE_INFINITY;
let bytes = 0;
for (let round = 0; round < ROUNDS; round += 1) {
  const startedAt = performance.now();
  for (let index = 0; index < REQUESTS_PER_ROUND; index += 1) bytes = await once();
  leastUs = Math.min(leastUs, ((performance.now() - startedAt) * 1000) / REQUESTS_PER_ROUND);
}
process.stdout.write(`${bytes} bytes, ${answers.size} questions: ${leastUs.toFixed(0)} µs per request\n`);
await engine.close();
