// How many operations it takes until each of the seeded bugs is found. Worlds are made once, for all bugs that are still at
// large.

import { join } from 'node:path';
import { OPERATIONS_PER_WORLD, isAnsweredWrongly, worldOf } from '../run/runFuzz.js';
import { standOver } from '../run/FuzzCase.js';
import { loadGateway, type GatewayModules } from '../subject/loadGateway.js';
import { GATEWAY_FOLDER, plantBug } from './plantBug.js';
import type { SeededBug } from './SEEDED_BUGS.js';

export interface SeededBugReport {
  readonly bug: SeededBug;
  /** Operations until it was found; undefined where it was not. */
  foundAfter: number | undefined;
}

export interface SeededBugOptions {
  readonly bugs: readonly SeededBug[];
  /** Number of the first operation. */
  readonly seed: number;
  /** After so many operations the rest counts as not found. */
  readonly runs: number;
  /** For the copies of the gateway. */
  readonly folder: string;
  readonly onFound?: (report: SeededBugReport) => void;
}

export async function findSeededBugs({ bugs, seed, runs, folder, onFound }: SeededBugOptions): Promise<SeededBugReport[]> {
  const reports: SeededBugReport[] = [];
  const control = await loadGateway(GATEWAY_FOLDER);
  const gateways = new Map<SeededBugReport, GatewayModules>();
  for (const [index, bug] of bugs.entries()) {
    const report: SeededBugReport = { bug, foundAfter: undefined };
    reports.push(report);
    gateways.set(report, await plantBug(bug, join(folder, String(index))));
  }
  for (let first = seed; first < seed + runs && gateways.size > 0; first += OPERATIONS_PER_WORLD) {
    const { composed } = worldOf(first);
    for (const [report, gateway] of gateways) {
      const foundAt = await findIn(first, Math.min(first + OPERATIONS_PER_WORLD, seed + runs), () => standOver(gateway, composed));
      // What the gateway itself answers wrongly finds no bug.
      if (foundAt === undefined || (await isAnsweredWrongly(foundAt, standOver(control, composed)))) continue;
      report.foundAfter = foundAt - seed + 1;
      gateways.delete(report);
      onFound?.(report);
    }
  }
  return reports;
}

async function findIn(first: number, end: number, stand: () => ReturnType<typeof standOver>): Promise<number | undefined> {
  try {
    const made = stand();
    for (let number = first; number < end; number += 1) if (await isAnsweredWrongly(number, made)) return number;
    return undefined;
  } catch {
    // A gateway that cannot even be built over the world, or fails as no operation should make it, shows its bug.
    return first;
  }
}
