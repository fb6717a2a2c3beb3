// A thousand supergraphs one after the other, while clients ask: no connection is refused, each answer is of one
// supergraph, and nothing of a supergraph stays behind. The gateway is the whole one, in this process.

import { heapAfterCollection } from '../kit/collectGarbage.js';
import { startReloading, type ReloadKind } from '../kit/gateway/startReloading.js';
import { waitFor } from '../kit/waitFor.js';
import { tableOf, type Proof, type ProofOptions } from './Proof.js';

const RELOADS = 1_000;
/** Reloads after which caches, connections and compiled code are as they stay. */
const SETTLED_AFTER = 200;
const SAMPLE_EVERY = 20;
const CLIENTS = 2;
const MOST_BYTES_PER_RELOAD = 1_024;

export async function proveReload({ share, tell }: ProofOptions): Promise<Proof> {
  const reloading = await startReloading();
  const load = reloading.load(CLIENTS);
  try {
    const total = Math.ceil(RELOADS * share);
    const samples: { readonly reloads: number; readonly heapBytes: number }[] = [];
    for (let reloads = 1; reloads <= total; reloads += 1) {
      const kind: ReloadKind = reloads % 2 === 1 ? 'new' : 'old';
      const before = load.counts[kind];
      await reloading.replaceBy(kind);
      await waitFor('the replacement', () => reloading.generation() === reloads + 1, { boundMs: 60_000 });
      await waitFor('an answer of it', () => load.counts[kind] > before + CLIENTS, { boundMs: 60_000 });
      if (reloads % SAMPLE_EVERY !== 0) continue;
      samples.push({ reloads, heapBytes: await heapAfterCollection() });
      tell(`${reloads} reloads: heap ${kilobytes(samples.at(-1)?.heapBytes ?? 0)} KB, ${load.counts.old + load.counts.new} answers`);
    }
    await load.stop();
    const settled = samples.filter(({ reloads }) => reloads >= SETTLED_AFTER * share);
    const slope = slopeOf(settled.map(({ reloads, heapBytes }) => [reloads, heapBytes]));
    const { faults } = load;
    return {
      title: `${total} supergraphs one after the other, under load`,
      table: tableOf(
        ['reloads', 'heap after collection KB'],
        samples.filter((_sample, index) => (index + 1) % 5 === 0 || index === 0).map(({ reloads, heapBytes }) => [reloads, kilobytes(heapBytes)]),
      ),
      finding: `${load.counts.old + load.counts.new} answers, ${faults.length} refused or of two schemas${faults.length > 0 ? ` (${faults[0]})` : ''}; from reload ${settled[0]?.reloads} on the heap changes by ${slope.toFixed(0)} bytes a reload, of ${MOST_BYTES_PER_RELOAD} at most`,
      holds: faults.length === 0 && slope < MOST_BYTES_PER_RELOAD,
    };
  } finally {
    await load.stop();
    await reloading.close();
  }
}

function kilobytes(bytes: number): string {
  return (bytes / 1_024).toFixed(0);
}

/** Of the straight line through the points, by least squares: one sample alone says little. */
function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const [meanX, meanY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const covariance = mean(points.map(([x, y]) => (x - meanX) * (y - meanY)));
  return covariance / mean(points.map(([x]) => (x - meanX) ** 2));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
