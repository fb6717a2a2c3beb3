// Plans in place: what a planning worker does, in the midst of a run that waits for nothing else.

import { parse } from 'graphql';
import type { PlanSource } from '../../../gateway/plan/worker/PlanningPool.js';
import type { GatewayModules } from './loadGateway.js';

export function planInPlace({ composition: { readComposition }, operationPlanner: { OperationPlanner }, overrideShares: { readOverridePercents } }: GatewayModules, sdl: string): PlanSource {
  const composition = readComposition(sdl);
  const planner = new OperationPlanner(composition.engineSdl);
  return {
    schema: { composition, overridePercents: readOverridePercents(parse(composition.engineSdl, { noLocation: true })) },
    // As a worker would send it.
    plan: (request) => ({ outcome: Promise.resolve(structuredClone(planner.plan(request))), giveUp: () => false }),
    close: () => Promise.resolve(),
    waitingCount: 0,
    busyCount: 0,
  };
}
