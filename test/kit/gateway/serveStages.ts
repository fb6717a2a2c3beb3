// Everything of a gateway but its door, in front of a world's subgraphs: a test says who asks without a token.

import type { Caller } from '../../../schema/contract/Caller.js';
import type { Purpose } from '../../../schema/contract/purposes.js';
import { NOTHING_STATED } from '../../../gateway/admission/StatedIdentity.js';
import { createApolloEngine } from '../../../gateway/engine/apollo/createApolloEngine.js';
import { createCompiledEngine } from '../../../gateway/engine/compiled/createCompiledEngine.js';
import { shareQueries } from '../../../gateway/engine/shareQueries.js';
import { loadConfig } from '../../../gateway/config/loadConfig.js';
import { Exchange } from '../../../gateway/Exchange.js';
import { handleRequest, type RequestStages } from '../../../gateway/handleRequest.js';
import type { Operation } from '../../../gateway/operation/Operation.js';
import { createAccessControl, type AccessControlOptions } from '../../../gateway/operation/access/createAccessControl.js';
import { printResponse } from '../../../gateway/projection/printResponse.js';
import { showAllReports } from '../../../gateway/projection/showReports.js';
import { AgencyLines } from '../../../gateway/subgraph/AgencyLines.js';
import { createSubgraphClients } from '../../../gateway/subgraph/createSubgraphClients.js';
import { buildSupergraph } from '../../../gateway/supergraph/loadSupergraph.js';
import { systemClock } from '../../../gateway/util/Clock.js';
import { composeWorld, withFederation, type FederationWorld } from '../composeWorld.js';
import type { EngineName } from '../federation.js';
import { testReader } from './operationReader.js';
import { startPlanning } from './startPlanning.js';
import { TestSubgraph } from './TestSubgraph.js';

export interface Asking {
  readonly caller?: Caller;
  readonly purpose?: Purpose;
  readonly caseId?: string;
  readonly consent?: string;
  readonly variables?: Record<string, unknown>;
}

export interface ServedStages {
  readonly subgraphs: Readonly<Record<string, TestSubgraph>>;
  ask(query: string, asking?: Asking): Promise<{ readonly httpStatus: number; readonly body: Record<string, unknown> }>;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** Of the documents, and of the plans. Default: more than a test fills. */
  readonly maxCachedBytes?: number;
  /** Sees each operation as it was read. */
  readonly onRead?: (operation: Operation) => void;
}

/** @param access how it is decided who may see what, beside the world's own rules. */
export async function serveStages(world: FederationWorld, engineName: EngineName, access: Omit<AccessControlOptions, 'apiSchema' | 'rules'>, { maxCachedBytes, onRead }: ServeOptions = {}): Promise<ServedStages> {
  const subgraphs: Record<string, TestSubgraph> = {};
  for (const [name, { sdl, resolvers = {} }] of Object.entries(world)) subgraphs[name] = await new TestSubgraph(withFederation(sdl), resolvers).start();
  const supergraph = buildSupergraph(composeWorld(world));
  const [settings] = Object.values(loadConfig({ env: {} }).agencies);
  if (settings === undefined) throw new Error('no agency is configured');
  const agencies = Object.fromEntries(Object.entries(subgraphs).map(([name, { url }]) => [name, { ...settings, url, timeoutMs: 10_000 }]));
  const lines = new AgencyLines({ clock: systemClock });
  const clients = createSubgraphClients(supergraph, agencies, lines, {});
  const engine =
    engineName === 'apollo'
      ? await createApolloEngine({ supergraph, clients, logger: { debug: ignore, info: ignore, warn: ignore, error: ignore } })
      : shareQueries(createCompiledEngine({ supergraph, clients, ...(await startPlanning(supergraph.sdl, maxCachedBytes)), maxEntitiesPerFetch: 1_000 }));
  const read = testReader(supergraph.apiSchema, maxCachedBytes === undefined ? {} : { maxCachedBytes });
  const stages: RequestStages = {
    supergraph,
    readOperation(request) {
      const operation = read(request);
      onRead?.(operation);
      return operation;
    },
    controlAccess: createAccessControl({ apiSchema: supergraph.apiSchema, rules: supergraph.accessRules, ...access }),
    showReports: showAllReports,
    admit: async () => undefined,
    engine,
    requestTimeoutMs: 20_000,
    mutationTimeoutMs: 20_000,
    maxTimeoutMs: 20_000,
  };
  return {
    subgraphs,
    async ask(query, { variables, ...statement } = {}) {
      const exchange = new Exchange({ clock: systemClock, ...statement });
      const { httpStatus, body } = await handleRequest({ request: { query, ...(variables && { variables }) }, mutationsAllowed: true, stated: NOTHING_STATED }, exchange, stages);
      return { httpStatus, body: JSON.parse(printResponse(body).toString()) as Record<string, unknown> };
    },
    async close() {
      await engine.close();
      await lines.close();
      await Promise.all(Object.values(subgraphs).map((subgraph) => subgraph.stop()));
    },
  };
}

function ignore(): void {
  // What Apollo says is not what these tests look at.
}
