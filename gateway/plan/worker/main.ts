// The process that reads a composed schema and plans over it: what blocks for milliseconds or seconds, away from the
// event loop that answers requests. It reaches nothing but the messages it gets, and holds one schema for all its life.

import { once } from 'node:events';
import { parse } from 'graphql';
import { readComposition } from '../../supergraph/readComposition.js';
import { firstLineOf } from '../../util/firstLineOf.js';
import { OperationPlanner } from '../OperationPlanner.js';
import { readOverridePercents } from '../OverrideShares.js';
import type { PlanRequest } from '../PlanOutcome.js';
import { endWithParent } from './endWithParent.js';
import type { WorkerInput, WorkerMessage } from './messages.js';

process.title = 'qaqpa planning';
// Whoever signals the group of processes means the gateway, which answers what it has taken on before it ends this one.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
endWithParent();
const [{ sdl, maxFetches }] = (await once(process, 'message')) as [WorkerInput];
const send = (message: WorkerMessage): void => void process.send?.(message);

try {
  const composition = readComposition(sdl);
  const planner = new OperationPlanner(composition.engineSdl, { maxFetches });
  process.on('message', (request: PlanRequest) => send({ kind: 'outcome', outcome: planner.plan(request) }));
  send({ kind: 'ready', schema: { composition, overridePercents: readOverridePercents(parse(composition.engineSdl, { noLocation: true })) } });
} catch (error) {
  send({ kind: 'unusable', reason: firstLineOf(error) });
}
