// The thread that reads a composed schema and plans over it: what blocks for milliseconds or seconds, away from the
// event loop that answers requests. It reaches nothing but the messages it gets, and holds one schema for all its life.

import { parentPort, workerData } from 'node:worker_threads';
import { parse } from 'graphql';
import { readComposition } from '../../supergraph/readComposition.js';
import { firstLineOf } from '../../util/firstLineOf.js';
import { OperationPlanner } from '../OperationPlanner.js';
import { readOverridePercents } from '../OverrideShares.js';
import type { PlanRequest } from '../PlanOutcome.js';
import type { WorkerInput, WorkerMessage } from './messages.js';

const { sdl, maxFetches } = workerData as WorkerInput;
const send = (message: WorkerMessage): void => parentPort?.postMessage(message);

try {
  const composition = readComposition(sdl);
  const planner = new OperationPlanner(composition.engineSdl, { maxFetches });
  parentPort?.on('message', (request: PlanRequest) => send({ kind: 'outcome', outcome: planner.plan(request) }));
  send({ kind: 'ready', schema: { composition, overridePercents: readOverridePercents(parse(composition.engineSdl, { noLocation: true })) } });
} catch (error) {
  send({ kind: 'unusable', reason: firstLineOf(error) });
}
