// Plans in the process of the test, where planning is not what is tested: a worker takes longer to start than most tests last.

import { parse } from 'graphql';
import { OperationPlanner } from '../../../gateway/plan/OperationPlanner.js';
import { readOverridePercents } from '../../../gateway/plan/OverrideShares.js';
import type { StartPlanning } from '../../../gateway/plan/worker/PlanningPool.js';
import { readComposition } from '../../../gateway/supergraph/readComposition.js';
import { firstLineOf } from '../../../gateway/util/firstLineOf.js';

/** As `PlanningPool.start`, without its limits of time and memory: nothing is ever waited for. */
export const planInPlace: StartPlanning = async ({ sdl, maxFetches }) => {
  try {
    const composition = readComposition(sdl);
    const planner = new OperationPlanner(composition.engineSdl, { maxFetches });
    return {
      kind: 'started',
      pool: {
        schema: { composition, overridePercents: readOverridePercents(parse(composition.engineSdl, { noLocation: true })) },
        // As a worker would send it.
        plan: (request) => ({ outcome: Promise.resolve(structuredClone(planner.plan(request))), giveUp: () => false }),
        close: () => Promise.resolve(),
        waitingCount: 0,
        busyCount: 0,
      },
    };
  } catch (error) {
    return { kind: 'unusable', reason: firstLineOf(error) };
  }
};
