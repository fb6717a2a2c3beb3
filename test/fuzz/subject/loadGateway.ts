// The gateway's modules out of a folder: the compiled gateway itself, or a copy of it in which a bug was planted.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as ExchangeModule from '../../../gateway/Exchange.js';
import type * as compiledEngineModule from '../../../gateway/engine/compiled/createCompiledEngine.js';
import type * as shareQueriesModule from '../../../gateway/engine/shareQueries.js';
import type * as handleRequestModule from '../../../gateway/handleRequest.js';
import type * as accessControlModule from '../../../gateway/operation/access/createAccessControl.js';
import type * as operationPlannerModule from '../../../gateway/plan/OperationPlanner.js';
import type * as overrideSharesModule from '../../../gateway/plan/OverrideShares.js';
import type * as compositionModule from '../../../gateway/supergraph/readComposition.js';
import type * as manifestModule from '../../../gateway/operation/persisted/OperationManifest.js';
import type * as persistedModule from '../../../gateway/operation/persisted/PersistedOperations.js';
import type * as readOperationModule from '../../../gateway/operation/readOperation.js';
import type * as printResponseModule from '../../../gateway/projection/printResponse.js';
import type * as showReportsModule from '../../../gateway/projection/showReports.js';
import type * as subgraphClientModule from '../../../gateway/subgraph/SubgraphClient.js';
import type * as costsModule from '../../../gateway/supergraph/CostTable.js';
import type * as supergraphModule from '../../../gateway/supergraph/loadSupergraph.js';

/** The parts that a request needs, as the modules export them. */
export interface GatewayModules {
  readonly Exchange: typeof ExchangeModule;
  readonly handleRequest: typeof handleRequestModule;
  readonly compiledEngine: typeof compiledEngineModule;
  readonly shareQueries: typeof shareQueriesModule;
  readonly composition: typeof compositionModule;
  readonly operationPlanner: typeof operationPlannerModule;
  readonly overrideShares: typeof overrideSharesModule;
  readonly accessControl: typeof accessControlModule;
  readonly readOperation: typeof readOperationModule;
  readonly manifest: typeof manifestModule;
  readonly persisted: typeof persistedModule;
  readonly costs: typeof costsModule;
  readonly printResponse: typeof printResponseModule;
  readonly showReports: typeof showReportsModule;
  readonly subgraphClient: typeof subgraphClientModule;
  readonly supergraph: typeof supergraphModule;
}

const FILES: Readonly<Record<keyof GatewayModules, string>> = {
  Exchange: 'Exchange.js',
  handleRequest: 'handleRequest.js',
  compiledEngine: 'engine/compiled/createCompiledEngine.js',
  shareQueries: 'engine/shareQueries.js',
  composition: 'supergraph/readComposition.js',
  operationPlanner: 'plan/OperationPlanner.js',
  overrideShares: 'plan/OverrideShares.js',
  accessControl: 'operation/access/createAccessControl.js',
  readOperation: 'operation/readOperation.js',
  manifest: 'operation/persisted/OperationManifest.js',
  persisted: 'operation/persisted/PersistedOperations.js',
  costs: 'supergraph/CostTable.js',
  printResponse: 'projection/printResponse.js',
  showReports: 'projection/showReports.js',
  subgraphClient: 'subgraph/SubgraphClient.js',
  supergraph: 'supergraph/loadSupergraph.js',
};

/** @param folder of compiled files. */
export async function loadGateway(folder: string): Promise<GatewayModules> {
  const loaded = Object.entries(FILES).map(async ([part, file]) => [part, (await import(pathToFileURL(join(folder, file)).href)) as unknown] as const);
  return Object.fromEntries(await Promise.all(loaded)) as unknown as GatewayModules;
}
