// What serves the requests of one generation: everything that is made from one supergraph under one configuration.

import { resolve } from 'node:path';
import type { Admit } from './admission/admit.js';
import type { GatewayConfig } from './config/loadConfig.js';
import type { Engine } from './engine/Engine.js';
import { createCompiledEngine } from './engine/compiled/createCompiledEngine.js';
import { shareQueries } from './engine/shareQueries.js';
import { StartUpError } from './errors/StartUpError.js';
import { warmUp } from './generation/warmUp.js';
import type { RequestStages } from './handleRequest.js';
import type { KnownOperation } from './operation/Operation.js';
import type { Policies } from './operation/access/Policy.js';
import { createAccessControl, openAccess, type ControlAccess } from './operation/access/createAccessControl.js';
import { loadPolicies, NO_POLICIES } from './operation/access/loadPolicies.js';
import type { PersistedOperations } from './operation/persisted/PersistedOperations.js';
import { createOperationReader } from './operation/readOperation.js';
import type { PlanSource, StartPlanning } from './plan/worker/PlanningPool.js';
import type { WorkerEnd } from './plan/worker/PlanningWorker.js';
import { showAllReports, showReportsByRole } from './projection/showReports.js';
import type { AgencyLines } from './subgraph/AgencyLines.js';
import type { SubgraphClient } from './subgraph/SubgraphClient.js';
import { createSubgraphClients } from './subgraph/createSubgraphClients.js';
import type { Supergraph } from './supergraph/Supergraph.js';
import { assembleSupergraph } from './supergraph/assembleSupergraph.js';
import { unusableSupergraph } from './supergraph/unusableSupergraph.js';
import { createEngineLogger } from './telemetry/createEngineLogger.js';
import type { Logger } from './telemetry/createLogger.js';
import { faultOf } from './telemetry/faultOf.js';
import { logCallEnded, logQuarantined, logRequestClosed, logWorkerEnded } from './telemetry/logEvents.js';
import { countDenials } from './telemetry/metrics/countDenials.js';
import type { Tallies } from './telemetry/metrics/Tallies.js';
import type { Clock } from './util/Clock.js';

/** What outlives a generation. */
export interface LastingParts {
  readonly logger: Logger;
  readonly admit: Admit;
  readonly lines: AgencyLines;
  readonly persistedOperations: PersistedOperations;
  readonly tallies: Tallies;
  readonly startPlanning: StartPlanning;
  /** Default: the system's. */
  readonly wallClock: Clock | undefined;
}

/**
 * @param sdl the composed schema.
 * @param previous what serves while this is built: what was executed most there is planned ahead here.
 * @param signal ends the planning ahead.
 * @throws {StartUpError} where schema and configuration do not go together.
 */
export async function buildStages(
  sdl: string,
  config: GatewayConfig,
  { admit, lines, persistedOperations, logger, tallies, startPlanning, wallClock }: LastingParts,
  previous: RequestStages | undefined,
  signal: AbortSignal,
): Promise<RequestStages> {
  const policies = await readPolicies(config, logger);
  const read = await readSupergraph(sdl, config, startPlanning, (end) => {
    tallies.workerEnded(end);
    logWorkerEnded(logger, end);
  });
  try {
    const { supergraph } = read;
    const clients = createSubgraphClients(supergraph, config.agencies, lines, {
      onCallEnded: (event) => {
        tallies.callEnded(event);
        logCallEnded(logger, event);
      },
      onQuarantined: (event) => logQuarantined(logger, event),
      wallClock,
    });
    const reader = createOperationReader({
      apiSchema: supergraph.apiSchema,
      costs: supergraph.costs,
      limits: config.limits,
      introspection: config.introspection,
      answerStatusRule: config.answerStatusRule,
      persistedOperations,
    });
    const stages: RequestStages = {
      admit,
      supergraph,
      engine: await createEngine(read, clients, config, { logger, tallies }),
      readOperation: reader.read,
      controlAccess: chooseAccess(supergraph, policies, config),
      showReports: config.access.mode === 'open' ? showAllReports : showReportsByRole,
      requestTimeoutMs: config.requestTimeoutMs,
      mutationTimeoutMs: config.mutationTimeoutMs,
      maxTimeoutMs: config.maxTimeoutMs,
      onClosed: (event) => {
        tallies.requestClosed(event);
        countDenials(tallies, supergraph, event.operation);
        logRequestClosed(logger, event);
      },
    };
    const { warmOperations, warmMs } = config.planning;
    const known = knownOperations(previous, persistedOperations, warmOperations);
    const readyCount = await warmUp(known, { prepare: async (operation) => stages.engine.prepare(await reader.readAhead(operation)), limitMs: warmMs, signal });
    logger.debug({ known: known.length, ready: readyCount }, 'operations planned ahead');
    return stages;
  } catch (error) {
    if (read.engine === 'compiled') await read.pool.close();
    throw error;
  }
}

/** Those that were executed most first, then the persisted. */
function knownOperations(previous: RequestStages | undefined, { texts }: PersistedOperations, count: number): KnownOperation[] {
  const hottest = previous?.engine.hottest(count) ?? [];
  const hotTexts = new Set(hottest.map(({ text }) => text));
  return [...hottest, ...texts.filter((text) => !hotTexts.has(text)).map((text) => ({ text, name: null }))].slice(0, count);
}

async function readPolicies({ access: { policiesFile } }: GatewayConfig, logger: Logger): Promise<Policies> {
  if (policiesFile === undefined) return NO_POLICIES;
  return loadPolicies(resolve(policiesFile), (policy, thrown) => logger.error({ policy, ...faultOf(thrown) }, 'policy failed'));
}

function chooseAccess({ apiSchema, accessRules }: Supergraph, policies: Policies, { access: { mode, purposesWithoutConsent }, environment }: GatewayConfig): ControlAccess {
  if (mode === 'open') {
    if (environment === 'production') throw new StartUpError('access.mode is open, which production refuses: everybody could see everything; set it to filter or reject');
    return openAccess;
  }
  const missing = [...accessRules.policies].filter((name) => !policies.has(name));
  if (missing.length > 0) throw new StartUpError(`the supergraph needs policies that access.policiesFile does not have: ${missing.join(', ')}`);
  return createAccessControl({ apiSchema, rules: accessRules, policies, mode, purposesWithoutConsent: new Set(purposesWithoutConsent) });
}

/** A supergraph as far as its engine reads it: what reads it beside the event loop goes on to plan. */
type ReadSupergraph =
  | { readonly engine: 'compiled'; readonly supergraph: Supergraph; readonly pool: PlanSource }
  | { readonly engine: 'apollo'; readonly supergraph: Supergraph };

/** @throws {StartUpError} */
async function readSupergraph(sdl: string, { engine, supergraphFile, planning, maxFetchesPerOperation }: GatewayConfig, startPlanning: StartPlanning, onWorkerEnded: (end: WorkerEnd) => void): Promise<ReadSupergraph> {
  if (engine === 'apollo') {
    // Loaded where it is needed: a gateway that plans elsewhere does not need Apollo's packages here, some 50 MB.
    const { parseSupergraph } = await import('./supergraph/loadSupergraph.js');
    return { engine, supergraph: parseSupergraph(supergraphFile, sdl) };
  }
  const start = await startPlanning({
    ...planning,
    sdl,
    maxFetches: maxFetchesPerOperation,
    maxHeapMegabytes: planning.maxWorkerMegabytes,
    onWorkerEnded,
  });
  if (start.kind === 'unusable') throw unusableSupergraph(supergraphFile, start.reason);
  return { engine, supergraph: assembleSupergraph(sdl, start.pool.schema.composition), pool: start.pool };
}

async function createEngine(read: ReadSupergraph, clients: ReadonlyMap<string, SubgraphClient>, config: GatewayConfig, { logger, tallies }: Pick<LastingParts, 'logger' | 'tallies'>): Promise<Engine> {
  const { supergraph } = read;
  switch (read.engine) {
    case 'apollo': {
      const { createApolloEngine } = await import('./engine/apollo/createApolloEngine.js');
      return createApolloEngine({ supergraph, clients, logger: createEngineLogger(logger, read.engine) });
    }
    case 'compiled':
      return shareQueries(createCompiledEngine({ ...config, supergraph, clients, pool: read.pool, onPlanLookup: (lookup) => tallies.planLookedUp(lookup) }));
  }
}
