// The run: world after world, some operations over each, and what was found and met on the way.

import { seededRandom } from '../../../subgraphs/kit/synthetic/seededRandom.js';
import type { Feature } from '../features/FEATURES.js';
import { featuresOfOperation } from '../features/featuresOfOperation.js';
import { featuresOfOutcome } from '../features/featuresOfOutcome.js';
import { generateOperation } from '../operation/generateOperation.js';
import { usedCoordinates } from '../operation/usedCoordinates.js';
import type { GatewayModules } from '../subject/loadGateway.js';
import { composable, type ComposedWorld } from '../world/ComposedWorld.js';
import { problemOf, standOver, type FuzzCase } from './FuzzCase.js';
import { planRounds } from './planRounds.js';
import { runRound, type Stand } from './Trial.js';

/** Making a world costs as much as some twenty operations. */
export const OPERATIONS_PER_WORLD = 25;

export interface FuzzOptions {
  /** Number of the first operation; each has its own, whichever run it is in. */
  readonly seed: number;
  readonly runs: number;
  readonly gateway: GatewayModules;
  /** Ends the run after so many finds. Default: 5. */
  readonly maxFinds?: number;
  readonly onProgress?: (report: FuzzReport) => void;
}

export interface Find {
  /** `--seed` of the operation. */
  readonly number: number;
  readonly problem: string;
  readonly fuzzCase: FuzzCase;
}

export interface FuzzReport {
  operations: number;
  requests: number;
  subgraphCalls: number;
  worlds: number;
  /** Worlds that were drawn and did not compose. */
  refusedWorlds: number;
  /** Operations in which each occurred. */
  readonly features: Map<Feature, number>;
  /** Operations that met a known limit. */
  readonly limits: Map<string, number>;
  readonly finds: Find[];
}

export async function runFuzz({ seed, runs, gateway, maxFinds = 5, onProgress }: FuzzOptions): Promise<FuzzReport> {
  const report: FuzzReport = { operations: 0, requests: 0, subgraphCalls: 0, worlds: 0, refusedWorlds: 0, features: new Map(), limits: new Map(), finds: [] };
  for (let number = seed; number < seed + runs && report.finds.length < maxFinds; ) {
    const { composed, refused } = worldOf(number);
    report.worlds += 1;
    report.refusedWorlds += refused;
    const stand = standOver(gateway, composed);
    const end = Math.min(seed + runs, (Math.floor(number / OPERATIONS_PER_WORLD) + 1) * OPERATIONS_PER_WORLD);
    for (; number < end && report.finds.length < maxFinds; number += 1) await runOperation(number, stand, report);
    report.subgraphCalls += stand.subject.callCount;
    onProgress?.(report);
  }
  return report;
}

export function worldOf(number: number): { readonly composed: ComposedWorld; readonly refused: number } {
  return composable(`world ${Math.floor(number / OPERATIONS_PER_WORLD)}`);
}

async function runOperation(number: number, stand: Stand, report: FuzzReport): Promise<void> {
  const { composed } = stand;
  const { index } = composed.truth;
  const { operation, rounds } = planOperation(number, composed);
  const features = featuresOfOperation(composed, operation);
  const limits = new Set<string>();
  report.operations += 1;
  for (const round of rounds) {
    const outcomes = await runRound(stand, operation, round);
    report.requests += outcomes.length;
    for (const outcome of outcomes) for (const feature of featuresOfOutcome(index, outcome)) features.add(feature);
    const wrong = outcomes.find(({ problem }) => problem !== undefined);
    if (wrong?.limit !== undefined) limits.add(wrong.limit);
    else if (wrong?.problem !== undefined) {
      const { text: query, variables } = operation;
      const [about = ''] = wrong.problem.split('\n', 1);
      report.finds.push({ number, problem: [wrong.problem, ...wrong.notes.map((note) => `  (${note})`)].join('\n'), fuzzCase: { about, query, variables, round, world: composed.world } });
      break;
    }
  }
  for (const feature of features) report.features.set(feature, (report.features.get(feature) ?? 0) + 1);
  for (const limit of limits) report.limits.set(limit, (report.limits.get(limit) ?? 0) + 1);
}

export function planOperation(number: number, { truth: { index }, apiSchema }: ComposedWorld) {
  const operation = generateOperation(`operation ${number}`, apiSchema);
  const rounds = planRounds(seededRandom(`requests ${number}`), index, operation.document, usedCoordinates(index, apiSchema, operation.document));
  return { operation, rounds };
}

/** @returns true where the operation of that number is answered wrongly. */
export async function isAnsweredWrongly(number: number, stand: Stand): Promise<boolean> {
  const { operation, rounds } = planOperation(number, stand.composed);
  for (const round of rounds) if ((await problemOf(stand, { query: operation.text, variables: operation.variables, round })) !== undefined) return true;
  return false;
}
