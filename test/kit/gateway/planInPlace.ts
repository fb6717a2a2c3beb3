// Plans in the process of the test, where planning is not what is tested: a worker takes longer to start than most tests last.

import { parse } from 'graphql';
import * as operationPlanner from '../../../gateway/plan/OperationPlanner.js';
import * as overrideShares from '../../../gateway/plan/OverrideShares.js';
import type { PlanSource, StartPlanning } from '../../../gateway/plan/worker/PlanningPool.js';
import * as composition from '../../../gateway/supergraph/readComposition.js';
import { firstLineOf } from '../../../gateway/util/firstLineOf.js';

/** What a planning worker is made of. */
export interface PlanningModules {
  readonly composition: typeof composition;
  readonly operationPlanner: typeof operationPlanner;
  readonly overrideShares: typeof overrideShares;
}

/** As `startPlanningPool`, without its limits of time and memory: nothing is ever waited for. */
export const planInPlace: StartPlanning = async ({ sdl, maxFetches }) => {
  try {
    return { kind: 'started', pool: planSourceOf({ composition, operationPlanner, overrideShares }, sdl, maxFetches) };
  } catch (error) {
    return { kind: 'unusable', reason: firstLineOf(error) };
  }
};

/**
 * What a worker does, done at once.
 * @param modules of the gateway, or of a changed copy of it.
 * @param maxFetches default: any number.
 * @throws where the text is no supergraph.
 */
export function planSourceOf({ composition: { readComposition }, operationPlanner: { OperationPlanner }, overrideShares: { readOverridePercents } }: PlanningModules, sdl: string, maxFetches = Number.POSITIVE_INFINITY): PlanSource {
  const read = readComposition(sdl);
  const planner = new OperationPlanner(read.engineSdl, { maxFetches });
  return {
    schema: { composition: read, overridePercents: readOverridePercents(parse(read.engineSdl, { noLocation: true })) },
    // As a worker would send it.
    plan: (request) => ({ outcome: Promise.resolve(structuredClone(planner.plan(request))), giveUp: () => false }),
    close: () => Promise.resolve(),
    waitingCount: 0,
    busyCount: 0,
  };
}
