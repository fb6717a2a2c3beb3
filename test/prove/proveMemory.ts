// A hundred thousand different operations, each asked once: the heap, after a collection, beside what the caches may
// hold. The gateway is the whole one, in this process.

import { startPlanningPool } from '../../gateway/plan/worker/PlanningPool.js';
import { loadConfig } from '../../gateway/config/loadConfig.js';
import { heapAfterCollection } from '../kit/collectGarbage.js';
import { serveWorld } from '../kit/federation.js';
import { ask } from '../kit/gateway/ask.js';
import { tableOf, type Proof, type ProofOptions } from './Proof.js';

const OPERATIONS = 100_000;
const SAMPLES = 20;
const CLIENTS = 8;
/** Of plans, and of documents. */
const MAX_CACHED_BYTES = 67_108_864;
/** Of operations as the agency is sent them. */
const MAX_SENT_BYTES = 16_777_216;

const WORLD = { shop: { sdl: 'type Query { item(id: ID!): Item } type Item { id: ID! name: String }', resolvers: { Query: { item: ({ id }: { id?: string }) => ({ id, name: 'n' }) } } } };

export async function proveMemory({ share, tell }: ProofOptions): Promise<Proof> {
  const { planning } = loadConfig({ env: {} });
  const served = await serveWorld(WORLD, 'compiled', { planning: { ...planning, maxCachedBytes: MAX_CACHED_BYTES, timeoutMs: 60_000 } }, startPlanningPool);
  try {
    const total = Math.ceil(OPERATIONS * share);
    const start = await heapAfterCollection();
    const rows: (readonly (string | number)[])[] = [];
    let asked = 0;
    let most = 0;
    for (let sample = 1; sample <= SAMPLES; sample += 1) {
      const until = Math.round((total * sample) / SAMPLES);
      const client = async () => {
        while (asked < until) {
          asked += 1;
          const { status } = await ask(served.url, `query Q${asked} { item(id: "${asked}") { id name } }`);
          if (status !== 200) throw new Error(`operation ${asked} was answered with ${status}`);
        }
      };
      await Promise.all(Array.from({ length: CLIENTS }, client));
      for (const subgraph of Object.values(served.subgraphs)) subgraph.reset();
      const grown = (await heapAfterCollection()) - start;
      most = Math.max(most, grown);
      rows.push([asked, megabytes(grown), megabytes(process.memoryUsage().rss)]);
      tell(`${asked} operations: the heap has grown by ${megabytes(grown)} MB`);
    }
    return {
      title: `${total} different operations`,
      table: tableOf(['operations', 'heap grown by MB', 'resident MB'], rows),
      finding: `the heap grew by ${megabytes(most)} MB at most; plans and documents may hold ${megabytes(MAX_CACHED_BYTES)} MB each, what is sent to the agency ${megabytes(MAX_SENT_BYTES)} MB`,
      holds: most < 2 * MAX_CACHED_BYTES + MAX_SENT_BYTES,
    };
  } finally {
    await served.close();
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(1);
}
