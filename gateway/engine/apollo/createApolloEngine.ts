// The reference engine: @apollo/gateway plans and executes, our subgraph clients do every fetch.
// It reaches nothing outside: the composed schema is given as text, so there is no polling and no
// registry, and its usage reporting is switched off before it is constructed.

import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import type { QueryPlan } from '@apollo/query-planner';
import type { GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { StartUpError } from '../../errors/StartUpError.js';
import type { Exchange } from '../../Exchange.js';
import type { Operation } from '../../operation/Operation.js';
import type { AgencyOperation } from '../../subgraph/AgencyOperation.js';
import { REPRESENTATIONS_VARIABLE } from '../../subgraph/federationNames.js';
import type { SubgraphClient } from '../../subgraph/SubgraphClient.js';
import type { SubgraphRequest } from '../../subgraph/SubgraphRequest.js';
import type { Supergraph } from '../../supergraph/Supergraph.js';
import { isRecord, ownValue } from '../../util/isRecord.js';
import type { Engine } from '../Engine.js';
import { countLaterWaves, fetchKey, type LaterWaves } from '../../plan/countLaterWaves.js';
import { createRefusalWriter } from './createRefusalWriter.js';
import { hideAliases, showAliases, type TreeResult } from './privateAliases.js';

/** What Apollo's packages log to. */
export interface EngineLogger {
  debug(message?: unknown): void;
  info(message?: unknown): void;
  warn(message?: unknown): void;
  error(message?: unknown): void;
}

export interface ApolloEngineOptions {
  readonly supergraph: Supergraph;
  readonly clients: ReadonlyMap<string, SubgraphClient>;
  readonly logger: EngineLogger;
}

/** What travels through Apollo's executor with each request, as its `context`. */
interface RequestState {
  readonly exchange: Exchange;
  /** Set when the plan is known. */
  readonly laterWaves: LaterWaves;
}

/** @throws {StartUpError} where the supergraph uses what this engine cannot do. */
export async function createApolloEngine({ supergraph, clients, logger }: ApolloEngineOptions): Promise<Engine> {
  // The constructor reads this variable and nothing else: unless it is set, a metrics exporter starts,
  // asks the cloud's metadata addresses where it runs, and reports to Apollo every hour.
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
  refuseContext(supergraph.sdl);
  const laterWaves = new WeakMap<QueryPlan, LaterWaves>();
  const gateway = new ApolloGateway({
    supergraphSdl: supergraph.engineSdl,
    buildService: ({ name }) => createDataSource(clients, name),
    logger,
    experimental_didResolveQueryPlan: ({ queryPlan, requestContext }) => {
      let later = laterWaves.get(queryPlan);
      if (later === undefined) laterWaves.set(queryPlan, (later = countLaterWaves(queryPlan)));
      requestContext.context['laterWaves'] = later;
    },
    // Spans would carry what went wrong in the words of whoever said it.
    telemetry: { includeDocument: false, recordExceptions: false },
    __exposeQueryPlanExperimental: false,
  });
  const { executor } = await gateway.load();
  const writeRefused = createRefusalWriter(supergraph);

  return {
    name: 'apollo',
    async execute(operation, exchange) {
      const hidden = hideAliases(operation);
      const result = toResult(await executor(toRequestContext(hidden, exchange, logger, supergraph)));
      return writeRefused(operation, hidden === operation ? result : showAliases(result));
    },
    async prepare() {
      // It plans by itself, when an operation is executed.
    },
    hottest: () => [],
    async close() {
      await gateway.stop();
    },
  };
}

/** ApolloGateway plans what takes arguments from the context, and then sends it without them. */
function refuseContext(sdl: string): void {
  if (!/@link\(url: "https:\/\/specs\.apollo\.dev\/context\//.test(sdl)) return;
  throw new StartUpError('the engine apollo cannot take arguments from @context, which the supergraph uses: set ENGINE=compiled');
}

function createDataSource(clients: ReadonlyMap<string, SubgraphClient>, agency: string): GraphQLDataSource {
  return {
    async process({ request, context }) {
      const client = clients.get(agency);
      const { exchange, laterWaves } = context as Partial<RequestState>;
      if (client === undefined || exchange === undefined) throw new Error(`no client for agency ${agency}`);
      const text = request.query ?? '';
      const operation = client.prepare({ text, ...(request.operationName !== undefined && { operationName: request.operationName }) });
      const { data, errors } = await client.execute(
        { operation, ...splitVariables(operation, request.variables ?? {}), laterWaves: laterWaves?.get(fetchKey(agency, text)) ?? 0 },
        exchange,
      );
      return errors.length === 0 ? { data } : { data, errors };
    },
  };
}

/** Apart from the others: the entities that a lookup is about. */
function splitVariables({ operationClass }: AgencyOperation, all: Record<string, unknown>): Pick<SubgraphRequest, 'variables' | 'representations'> {
  const { [REPRESENTATIONS_VARIABLE]: entities, ...variables } = all;
  if (operationClass !== 'lookup' || !Array.isArray(entities)) return { variables: all };
  const typeNames = entities.map((entity) => (isRecord(entity) ? String(ownValue(entity, '__typename')) : ''));
  return { variables, representations: { text: JSON.stringify(entities), typeNames } };
}

/** The parts of Apollo Server's request context that ApolloGateway 2.14 reads. */
function toRequestContext(
  operation: Operation,
  exchange: Exchange,
  logger: EngineLogger,
  supergraph: Supergraph,
): GatewayGraphQLRequestContext {
  const context: Partial<GatewayGraphQLRequestContext> = {
    request: {
      variables: { ...operation.variables },
      ...(operation.name !== null && { operationName: operation.name }),
    },
    schema: supergraph.apiSchema,
    context: { exchange },
    queryHash: operation.documentHash,
    document: operation.document,
    operation: operation.definition,
    operationName: operation.name,
    metrics: {},
    logger,
  };
  return context as GatewayGraphQLRequestContext;
}

function toResult(response: { data?: unknown; errors?: readonly unknown[] | undefined; extensions?: unknown }): TreeResult {
  const data = response.data === null || isRecord(response.data) ? response.data : undefined;
  const completion = isRecord(response.extensions) ? response.extensions['valueCompletion'] : undefined;
  // Apollo hides what it found wrong with an agency's values in extensions; null without an error would
  // then say "there is none".
  const found = [...(response.errors ?? []), ...(Array.isArray(completion) ? completion : [])];
  return { data, errors: found.map(toFormatted) };
}

function toFormatted(error: unknown): GraphQLFormattedError {
  if (error instanceof GraphQLError) return error.toJSON();
  return { message: error instanceof Error ? error.message : String(error) };
}
