// One agency sick at a time, in each of twelve ways, while clients go on asking at about 60 % of what the system can do: the
// operations that do not need it beside a run with all agencies well, and what became of those that do.

import { once } from 'node:events';
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { AGENCY_NAMES, type AgencyName } from '../../../schema/contract/AgencyName.js';
import { FAULTS, faultNamed, type FaultName } from '../../kit/sick/faults.js';
import { startSickScene, type SickScene } from '../../kit/sick/SickScene.js';
import { startSystem } from '../../kit/system.js';
import { tableOf, type Proof, type ProofOptions } from '../Proof.js';
import { figuresOf, PROMISED, shortfallsOf } from './judgeCell.js';
import { runCell, type CellPlan } from './runCell.js';
import { HEAD, rowOf, writeRows } from './sickTable.js';

export interface SickOptions {
  /** Default: all. */
  readonly agencies: readonly AgencyName[];
  /** Default: all. */
  readonly faults: readonly FaultName[];
  /** Paired rounds of each cell. */
  readonly rounds: number;
  /** Arrivals a second. Default: 60 % of what the system answers at most, measured before. */
  readonly rate: number | undefined;
  /** Whether the rows go to docs/one-sick-agency.md, in the place of older ones of the same cells. */
  readonly write: boolean;
}

export const ALL_CELLS: SickOptions = { agencies: AGENCY_NAMES, faults: FAULTS.map(({ name }) => name), rounds: 2, rate: undefined, write: false };

/** Of what the system answers at most. */
const LOAD_SHARE = 0.6;
const SATURATING_CONNECTIONS = 16;
const WARM_UP_MS = 6_000;
const SATURATION_MS = 6_000;
/** Latencies of operations that do not need the agency, on each side of each round: the p99 is then the 15th from the end or later. */
const SAMPLES = 1_500;
/** A side that a slow machine would stretch beyond this has fewer samples, and the table says how many. */
const LONGEST_SIDE_MS = 15_000;
/** No cell takes this long, whatever becomes of it: four sides with their answers, two recoveries, two restarts. */
const CELL_BOUND_MS = 240_000;

export async function proveSick({ share, tell }: ProofOptions, { agencies, faults, rounds, rate, write }: SickOptions): Promise<Proof> {
  // Both: a process that SIGSTOP has stopped would stay behind if nobody let it go on.
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => Promise.reject(new Error('interrupted')));
  stopped.catch(() => undefined);
  const orStopped = <Value>(work: Promise<Value>): Promise<Value> => Promise.race([work, stopped]);
  tell('starting the agencies');
  const system = await startSystem({ env: { LOG_LEVEL: 'warn' } });
  let scene: SickScene | undefined;
  try {
    scene = await orStopped(startSickScene(system));
    const perSecond = rate ?? (await orStopped(findRate(scene, tell)));
    const rows: (readonly string[])[] = [];
    let shortOf = 0;
    for (const agency of agencies) {
      for (const name of faults) {
        const plan: CellPlan = { rounds, perSecond, durationMs: share * sideMs(scene, agency, perSecond) };
        const cell = await orStopped(Promise.race([runCell(scene, agency, faultNamed(name), plan), tooLong(agency, name)]));
        const figures = figuresOf(cell);
        const shortfalls = shortfallsOf(cell, figures);
        if (shortfalls.length > 0) shortOf += 1;
        const row = rowOf(cell, figures, perSecond, shortfalls);
        rows.push(row);
        tell(row.join(' | '));
        // At once: what was measured is not lost with what comes after it.
        if (write) await writeRows([row], ground());
      }
    }
    return {
      title: 'One sick agency',
      table: tableOf(HEAD, rows),
      finding: `of ${rows.length} cells ${rows.length - shortOf} keep all that is promised (p99 within × ${PROMISED.ratio}, nothing lost, the rest in time, memory, CPU, recovery)`,
      holds: shortOf === 0,
    };
  } finally {
    await scene?.stop();
    await system.stop();
  }
}

/** On what, for whoever reads the figures later. */
function ground(): string {
  return `Last measured on ${new Date().toISOString().slice(0, 10)}, on ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}`;
}

/** What is asked from now on: well below what the whole machine can do, and far above idle. */
async function findRate({ load }: SickScene, tell: (line: string) => void): Promise<number> {
  tell(`saturating, for ${(WARM_UP_MS + SATURATION_MS) / 1_000} s`);
  await load.saturate(SATURATING_CONNECTIONS, WARM_UP_MS);
  const { perSecond } = await load.saturate(SATURATING_CONNECTIONS, SATURATION_MS);
  tell(`at most ${perSecond.toFixed(0)} answers a second; ${(perSecond * LOAD_SHARE).toFixed(0)} arrivals a second from now on`);
  return perSecond * LOAD_SHARE;
}

/** Long enough for the samples. */
function sideMs({ learned }: SickScene, agency: AgencyName, perSecond: number): number {
  const spared = learned.operations.filter(({ agencies }) => !agencies.includes(agency));
  const weightOf = (operations: typeof learned.operations) => operations.reduce((sum, { weight }) => sum + weight, 0);
  return Math.min(LONGEST_SIDE_MS, (SAMPLES * 1_050) / (perSecond * (weightOf(spared) / weightOf(learned.operations))));
}

async function tooLong(agency: AgencyName, fault: FaultName): Promise<never> {
  await sleep(CELL_BOUND_MS, undefined, { ref: false });
  throw new Error(`${fault} at ${agency} did not end within ${CELL_BOUND_MS / 1_000} s`);
}
