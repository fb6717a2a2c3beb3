// Paired rounds: the latency of a small known query alone, then while fifty heavy new operations are planned. The
// gateway is a process of its own, and the queries come at a steady pace, so that what is compared is the gateway's.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { GATEWAY_NODE_FLAGS } from '../../gateway/config/nodeFlags.js';
import { composeWorld, withFederation } from '../kit/composeWorld.js';
import { ask } from '../kit/gateway/ask.js';
import { runGateway } from '../kit/gateway/runGateway.js';
import { TestSubgraph } from '../kit/gateway/TestSubgraph.js';
import { HEAVY_WORLD, heavyOperation } from '../kit/heavyWorld.js';
import { median, percentile, tableOf, type Proof, type ProofOptions } from './Proof.js';

const ROUNDS = 10;
const HEAVY_OPERATIONS = 50;
/** Levels of the heavy operations: each takes some hundred milliseconds to plan. */
const DEPTH = 3;
/** Of them under way at one time: reading fifty documents in one moment would be measured otherwise, and that is not planning. */
const HEAVY_CLIENTS = 4;
const CLIENTS = 4;
/** Between two queries of one client. */
const PACE_MS = 10;
const BASELINE_MS = 10_000;
const MOST_RATIO = 1.5;

const KNOWN = JSON.stringify({ query: '{ t { id } }' });

export async function provePlanning({ share, tell }: ProofOptions): Promise<Proof> {
  const folder = await mkdtemp(join(tmpdir(), 'prove-planning-'));
  const root = await new TestSubgraph(withFederation(HEAVY_WORLD['root']?.sdl ?? ''), {}).start();
  const supergraphFile = join(folder, 'supergraph.graphql');
  await writeFile(supergraphFile, composeWorld(HEAVY_WORLD));
  const file = join(folder, 'config.json');
  // Nobody is hurried, so that all fifty are planned to their end.
  const settings = { supergraphFile, requestTimeoutMs: 600_000, planning: { timeoutMs: 60_000 }, limits: { maxCost: 1_000_000_000 }, agencies: { root: { url: root.url } } };
  await writeFile(file, JSON.stringify(settings));
  const gateway = runGateway({ QAQPA_CONFIG: file }, GATEWAY_NODE_FLAGS);
  try {
    const url = await gateway.url();
    await latenciesUntil(url, sleep(BASELINE_MS));
    const rows: (readonly (string | number)[])[] = [];
    const ratios: number[] = [];
    for (let round = 1; round <= Math.ceil(ROUNDS * share); round += 1) {
      root.reset();
      const alone = await latenciesUntil(url, sleep(BASELINE_MS));
      const startedAt = performance.now();
      const besidePlanning = await latenciesUntil(url, askHeavy(url, round));
      const planningMs = performance.now() - startedAt;
      const [before, during] = [percentile(alone, 0.99), percentile(besidePlanning, 0.99)];
      ratios.push(during / before);
      rows.push([round, alone.length, before.toFixed(1), besidePlanning.length, during.toFixed(1), (during / before).toFixed(2), (planningMs / HEAVY_OPERATIONS).toFixed(0)]);
      tell(`round ${round}: p99 ${before.toFixed(1)} ms alone, ${during.toFixed(1)} ms beside planning`);
    }
    const ratio = median(ratios);
    return {
      title: `A known query while ${HEAVY_OPERATIONS} heavy new operations are planned`,
      table: tableOf(['round', 'queries alone', 'p99 ms', 'queries beside planning', 'p99 ms', 'ratio', 'ms per planning'], rows),
      finding: `the median ratio of p99 is ${ratio.toFixed(2)}; at most ${MOST_RATIO} is promised`,
      holds: ratio <= MOST_RATIO,
    };
  } finally {
    gateway.kill('SIGTERM');
    await gateway.ended;
    await root.stop();
    await rm(folder, { recursive: true });
  }
}

/** Asks for fifty operations that nobody has asked for before. */
async function askHeavy(url: string, round: number): Promise<void> {
  let asked = 0;
  const client = async () => {
    while (asked < HEAVY_OPERATIONS) {
      asked += 1;
      const { status, errors } = await ask(url, heavyOperation(DEPTH, `Heavy_${round}_${asked}`));
      if (status !== 200) throw new Error(`a heavy operation was not answered: ${JSON.stringify(errors)}`);
    }
  };
  await Promise.all(Array.from({ length: HEAVY_CLIENTS }, client));
}

/** Milliseconds of each query until the promise is settled. */
async function latenciesUntil(url: string, end: Promise<unknown>): Promise<number[]> {
  const latencies: number[] = [];
  const load = { isOver: false };
  // Little work for each query: what is measured shares the machine with who measures.
  const pool = new Pool(url, { connections: CLIENTS });
  const client = async () => {
    while (!load.isOver) {
      const startedAt = performance.now();
      const { statusCode, body } = await pool.request({ method: 'POST', path: '/graphql', headers: { 'content-type': 'application/json' }, body: KNOWN });
      await body.dump();
      if (statusCode !== 200) throw new Error(`the known query was answered with ${statusCode}`);
      latencies.push(performance.now() - startedAt);
      await sleep(PACE_MS);
    }
  };
  const clients = Promise.all(Array.from({ length: CLIENTS }, client));
  await end;
  load.isOver = true;
  await clients;
  await pool.close();
  return latencies;
}
