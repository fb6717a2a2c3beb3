// One cell of the table: one fault at one agency, in paired rounds. Each round measures all agencies well, then the same
// arrivals with the fault, then how long it takes until the agency is heard again.

import type { AgencyName } from '../../../schema/contract/AgencyName.js';
import type { Fault } from '../../kit/sick/faults.js';
import type { Vitals } from '../../kit/sick/gateway/vitals.js';
import type { RunResult } from '../../kit/sick/load/messages.js';
import type { SickScene } from '../../kit/sick/SickScene.js';

export interface Side extends RunResult {
  readonly vitals: Vitals;
}

export interface Round {
  readonly healthy: Side;
  readonly sick: Side;
  /** From the end of the fault; undefined where the agency was not heard again in time. */
  readonly recoveredAfterMs: number | undefined;
}

export interface Cell {
  readonly agency: AgencyName;
  readonly fault: Fault;
  readonly rounds: readonly Round[];
}

export interface CellPlan {
  readonly rounds: number;
  /** Arrivals. */
  readonly perSecond: number;
  /** Of one side. */
  readonly durationMs: number;
}

/** Beyond the longest time for which a breaker stays open. */
const RECOVERY_BOUND_MS = 30_000;

export async function runCell(scene: SickScene, agency: AgencyName, fault: Fault, { rounds, perSecond, durationMs }: CellPlan): Promise<Cell> {
  const measured: Round[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const arrivals = { perSecond, durationMs, seed: `${agency} ${fault.name} ${round}`, agency };
    const healthy = await measure(scene, () => scene.load.run({ ...arrivals, isSick: false }));
    await scene.makeSick(agency, fault);
    const sick = await measure(scene, () => scene.load.run({ ...arrivals, isSick: true }));
    await scene.heal();
    const { afterMs } = await scene.load.recover(agency, RECOVERY_BOUND_MS);
    measured.push({ healthy, sick, recoveredAfterMs: afterMs });
  }
  return { agency, fault, rounds: measured };
}

async function measure(scene: SickScene, run: () => Promise<RunResult>): Promise<Side> {
  await scene.gateway.vitals();
  const result = await run();
  return { ...result, vitals: await scene.gateway.vitals() };
}
