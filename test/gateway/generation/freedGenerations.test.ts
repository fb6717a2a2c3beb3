// What ten supergraphs leave behind when the eleventh serves: nothing. Counted on the heap, after a collection.

import { queryObjects } from 'node:v8';
import { afterEach, expect, it } from 'vitest';
import { Generation } from '../../../gateway/generation/Generation.js';
import { Planner } from '../../../gateway/plan/Planner.js';
import { PlanningPool } from '../../../gateway/plan/worker/PlanningPool.js';
import { PlanningWorker } from '../../../gateway/plan/worker/PlanningWorker.js';
import { SubgraphClient } from '../../../gateway/subgraph/SubgraphClient.js';
import { Supergraph } from '../../../gateway/supergraph/Supergraph.js';
import { collectGarbage } from '../../kit/collectGarbage.js';
import { startReloading, type Reloading } from '../../kit/gateway/startReloading.js';
import { waitFor } from '../../kit/waitFor.js';

const RELOADS = 10;
const CLIENTS = 2;

const PARTS = { Generation, Supergraph, Planner, PlanningPool, PlanningWorker, SubgraphClient };

let reloading: Reloading | undefined;

afterEach(() => reloading?.close());

async function livingParts(): Promise<Record<string, number>> {
  await collectGarbage();
  return Object.fromEntries(Object.entries(PARTS).map(([name, part]) => [name, queryObjects(part, { format: 'count' })]));
}

it('a generation that was replaced is freed with all that was made for it, also under load', async () => {
  reloading = await startReloading();
  const load = reloading.load(CLIENTS);
  for (let reloads = 1; reloads <= RELOADS; reloads += 1) {
    const kind = reloads % 2 === 1 ? 'new' : 'old';
    const before = load.counts[kind];
    await reloading.replaceBy(kind);
    await waitFor('the replacement', () => reloading?.generation() === reloads + 1, { boundMs: 60_000 });
    await waitFor('an answer of it', () => load.counts[kind] > before + CLIENTS, { boundMs: 60_000 });
  }
  await load.stop();
  expect(load.faults).toEqual([]);
  const one = Object.fromEntries(Object.keys(PARTS).map((name) => [name, 1]));
  await waitFor('the last of the old ones to be gone', async () => JSON.stringify(await livingParts()) === JSON.stringify(one), { boundMs: 20_000 }).catch(() => undefined);
  expect(await livingParts()).toEqual(one);
});
