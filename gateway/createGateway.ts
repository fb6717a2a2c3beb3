// Builds a gateway: every part once, in the order they need each other, each told what it depends on.
// Touches neither the environment nor process: tests run any number of gateways in one process.

import { join, resolve } from 'node:path';
import { CASE_HEADER, CONSENT_HEADER, PURPOSE_HEADER } from '../schema/contract/headers.js';
import { createAdmission } from './admission/admit.js';
import type { IssuerKeysEvent } from './admission/identity/IssuerKeys.js';
import type { TokenVerifier } from './admission/identity/TokenVerifier.js';
import { checkIssuers } from './admission/identity/checkIssuers.js';
import { createTokenVerifier } from './admission/identity/createTokenVerifier.js';
import { buildStages, type LastingParts } from './buildStages.js';
import type { GatewayConfig } from './config/loadConfig.js';
import type { RateRefusal } from './errors/rateLimited.js';
import { StartUpError } from './errors/StartUpError.js';
import { Generations } from './generation/Generations.js';
import { LiveConfig } from './generation/LiveConfig.js';
import { watchFile } from './generation/watchFile.js';
import { handleRequest } from './handleRequest.js';
import { createHttpServer } from './http/createHttpServer.js';
import { fetchDevelopmentToken } from './http/fetchDevelopmentToken.js';
import { listenAt } from './http/listenAt.js';
import { LoadGate } from './http/LoadGate.js';
import { createGraphiqlPage, type GraphiqlOptions } from './http/graphiqlPage.js';
import { OperationManifest } from './operation/persisted/OperationManifest.js';
import { PersistedOperations } from './operation/persisted/PersistedOperations.js';
import { startPlanningPool, type StartPlanning } from './plan/worker/PlanningPool.js';
import { startAdmin, type Admin, type AdminOptions } from './startAdmin.js';
import { AgencyLines } from './subgraph/AgencyLines.js';
import { CallSigners } from './subgraph/signature/CallSigners.js';
import { readSupergraphFile } from './supergraph/readSupergraphFile.js';
import type { Supergraph } from './supergraph/Supergraph.js';
import type { Logger } from './telemetry/createLogger.js';
import { createRefusalLog } from './telemetry/createRefusalLog.js';
import { faultOf } from './telemetry/faultOf.js';
import { logBreakerChanged, logKeysEvent, logSigningKeyRead } from './telemetry/logEvents.js';
import { Tallies } from './telemetry/metrics/Tallies.js';
import { watchAgencies } from './telemetry/metrics/watchAgencies.js';
import type { WatchedAgency } from './telemetry/metrics/readMetrics.js';
import { systemClock, wallClock as systemWallClock, type Clock } from './util/Clock.js';
import { EventLoopDelay } from './util/EventLoopDelay.js';
import { PACKAGE_ROOT } from './util/packageRoot.js';

export interface GatewayDependencies {
  readonly config: GatewayConfig;
  readonly logger: Logger;
  /** Default: the system's clock. */
  readonly clock?: Clock;
  /** By which the begin and end of access tokens and of announced maintenance are judged. Default: the system's wall clock. */
  readonly wallClock?: Clock;
  /** How new operations come to be planned. Default: in processes of their own. */
  readonly startPlanning?: StartPlanning;
  /** How the configuration is read again while the gateway runs. Default: it never is. */
  readonly reread?: ConfigReader;
  /** Where operators look (`config.admin`). Default: nowhere, and no port is opened. */
  readonly admin?: AdminOptions;
  /** What the GraphiQL page opens with. Default: the CaseFile operation and the first story case, as an officer where there is a development issuer. */
  readonly graphiql?: GraphiqlOptions;
}

export interface ConfigReader {
  /** Looked at as the supergraph is; a change has the configuration read again. */
  readonly file: string;
  /** @throws {StartUpError} */
  readonly read: () => GatewayConfig;
}

export interface Gateway {
  /** By which it serves at present. */
  readonly config: GatewayConfig;
  /** Reads configuration and supergraph again. Resolves when they serve, or the log has said why not. */
  reconfigure(): Promise<void>;
  /** Where it listens, without a trailing slash: `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Where operators look, in the same form; undefined where they cannot. */
  readonly adminUrl: string | undefined;
  /**
   * Drains: reports itself not ready, takes no new connections, lets requests under way finish, then
   * releases agencies' connections, and closes the admin port last. Safe to call more than once.
   */
  close(): Promise<void>;
}

/** How often signing keys in files are looked at. */
const KEY_POLL_MS = 1_000;

const DEFAULT_GRAPHIQL: GraphiqlOptions = {
  operationFile: join(PACKAGE_ROOT, 'schema/operations/CaseFile.graphql'),
  variables: { id: 'case-000001' },
  headers: { [PURPOSE_HEADER]: 'case-work', [CASE_HEADER]: 'case-000001', [CONSENT_HEADER]: 'simulated-consent-0001' },
};

/** Whom the GraphiQL page plays: a persona of the development issuer who works on the case that it opens with. */
const GRAPHIQL_PERSONA = 'officer';

/**
 * Loads the supergraph, starts the engine and listens.
 * @throws {StartUpError} where the supergraph or the manifest of persisted operations does not load, no agency is left
 * that could be asked, the port is taken, or an issuer may not be used.
 */
export async function createGateway(dependencies: GatewayDependencies): Promise<Gateway> {
  const { config, logger, clock = systemClock, graphiql = DEFAULT_GRAPHIQL } = dependencies;
  checkIssuers(config);
  const { mode, manifestFile } = config.persistedOperations;
  const persistedOperations = new PersistedOperations(mode, OperationManifest.read(manifestFile));
  const tokenVerifier = createIdentity(dependencies);
  const tallies = new Tallies();
  const logRateLimited = createRefusalLog(logger, clock, 'request refused for its rate');
  const onRateLimited = (refusal: RateRefusal) => {
    tallies.requestShed(refusal);
    logRateLimited(refusal);
  };
  const admit = createAdmission({ tokenVerifier, requestsPerCaller: config.rateLimit.perCaller, clock, onRateLimited });
  const signers = new CallSigners(config);
  if (config.environment === 'production' && config.signing === undefined) logger.warn('no signing key is set: calls to agencies that have none of their own are not signed');
  const lines = new AgencyLines({
    clock,
    signerFor: (agency, agencyConfig) => signers.signerFor(agency, agencyConfig),
    onBreakerChanged: (event) => {
      tallies.breakerChanged(event);
      logBreakerChanged(logger, event);
    },
  });
  const release = async () => {
    await tokenVerifier?.close();
    await lines.close();
  };
  const live = new LiveConfig(config, dependencies.reread?.read);
  let watched: readonly WatchedAgency[] = [];
  const onServing = (supergraph: Supergraph) => {
    watched = watchAgencies(supergraph, lines);
    tallies.keepOnly(supergraph.agencies);
  };
  const { startPlanning = startPlanningPool, wallClock } = dependencies;
  const lasting = { logger, admit, lines, persistedOperations, tallies, startPlanning, wallClock };
  const generations = await beginGenerations({ ...lasting, live, tokenVerifier, onServing }).catch(async (error: unknown) => {
    await release();
    throw error;
  });
  const reconfigure = () => {
    live.askToReread();
    return generations.rebuild();
  };
  const { policiesFile } = config.access;
  const stopWatching = await Promise.all([
    watchFile(config.supergraphFile, config.supergraphPollMs, () => void generations.reload()),
    watchFile(manifestFile, config.supergraphPollMs, () => replaceManifest(persistedOperations, manifestFile, logger)),
    ...(dependencies.reread === undefined ? [] : [watchFile(dependencies.reread.file, config.supergraphPollMs, () => void reconfigure())]),
    ...(policiesFile === undefined ? [] : [watchFile(resolve(policiesFile), config.supergraphPollMs, () => void generations.rebuild())]),
    ...signers.keysInFiles().map((key) => watchFile(key.file ?? '', KEY_POLL_MS, () => logSigningKeyRead(logger, key.reread()))),
  ]);
  let isReady = true;
  const eventLoop = new EventLoopDelay();
  const loadGate = new LoadGate(config.load, eventLoop);
  const logShed = createRefusalLog(logger, clock, 'request refused for want of room');
  const server = createHttpServer({
    handle: (incoming, exchange) => generations.current.serve((stages) => handleRequest(incoming, exchange, stages)),
    clock,
    maxRequestBytes: config.maxRequestBytes,
    csrfPrevention: config.csrfPrevention,
    corsOrigins: config.corsOrigins,
    requestsPerAddress: config.rateLimit.perAddress,
    onRateLimited,
    loadGate,
    onShed: (refusal) => {
      tallies.requestShed(refusal);
      logShed(refusal);
    },
    onAnswered: (answer) => tallies.answered(answer),
    trustedProxies: config.trustedProxies,
    strictTransport: config.environment === 'production',
    isReady: () => isReady,
    onFault: (thrown) => logger.error(faultOf(thrown), 'request failed outside its stages'),
    ...(config.graphiql && { graphiqlPage: createGraphiqlPage({ ...tokenSource(config), ...graphiql }) }),
  });

  let admin: Admin | undefined;
  const close = async () => {
    isReady = false;
    for (const stop of stopWatching) stop();
    await server.close();
    await generations.close();
    await release();
    eventLoop.close();
    await admin?.close();
  };
  let closing: Promise<void> | undefined;
  try {
    const { admin: place } = dependencies;
    const generation = () => generations.current.number;
    const planningLoad = () => generations.current.stages.engine.planningLoad?.();
    if (place !== undefined) admin = await startAdmin(place, { tallies, agencies: () => watched, lines, loadGate, eventLoop, generation, planningLoad }, logger);
    const url = await listenAt(server, config, { host: 'HOST', port: 'PORT' });
    if (tokenVerifier === undefined) logger.warn('no identity is configured: every caller is anonymous');
    if (config.access.mode === 'open') logger.warn('access.mode is open: nobody is refused anything');
    return {
      url,
      adminUrl: admin?.url,
      get config() {
        return live.serving;
      },
      reconfigure,
      close: () => (closing ??= close()),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function tokenSource({ graphiqlTokenUrl }: GatewayConfig): Pick<GraphiqlOptions, 'fetchToken'> {
  return graphiqlTokenUrl === undefined ? {} : { fetchToken: () => fetchDevelopmentToken(graphiqlTokenUrl, GRAPHIQL_PERSONA) };
}

/** Undefined where no issuer is configured. */
function createIdentity({ config, logger, clock = systemClock, wallClock = systemWallClock }: GatewayDependencies): TokenVerifier | undefined {
  const { issuers, maxVerifiedTokens } = config.identity;
  if (issuers.length === 0) return undefined;
  const refuseDevelopmentKeys = config.environment === 'production';
  const onKeysEvent = (event: IssuerKeysEvent) => logKeysEvent(logger, event);
  return createTokenVerifier({ issuers, maxVerifiedTokens, refuseDevelopmentKeys, clock, wallClock, onKeysEvent });
}

/** Requests under way are not concerned: each has been read, or will be by the new one. */
function replaceManifest(persistedOperations: PersistedOperations, file: string, logger: Logger): void {
  try {
    const manifest = OperationManifest.read(file);
    persistedOperations.replace(manifest);
    logger.info({ operations: manifest.size }, 'persisted operations replaced');
  } catch (error) {
    if (!(error instanceof StartUpError)) throw error;
    logger.error({ reason: error.message }, 'persisted operations not replaced');
  }
}

interface GenerationParts extends LastingParts {
  readonly live: LiveConfig;
  readonly tokenVerifier: TokenVerifier | undefined;
  /** Hears of each supergraph when it begins to serve. */
  readonly onServing: (supergraph: Supergraph) => void;
}

async function beginGenerations({ live, tokenVerifier, onServing, ...lasting }: GenerationParts): Promise<Generations> {
  const { logger, tallies } = lasting;
  await tokenVerifier?.begin();
  const generations: Generations = await Generations.begin({
    read: () => {
      live.refresh();
      return readSupergraphFile(live.wanted.supergraphFile);
    },
    build: (sdl, previous, signal) => buildStages(sdl, live.wanted, lasting, previous, signal),
    onReplaced: ({ number, stages: { supergraph } }, replaced) => {
      onServing(supergraph);
      const isOtherSchema = supergraph.sdl !== replaced.stages.supergraph.sdl;
      if (isOtherSchema) {
        tallies.reloaded('supergraph', 'taken');
        logger.info({ generation: number, agencies: supergraph.agencies }, 'supergraph replaced');
      }
      if (live.take() || !isOtherSchema) {
        tallies.reloaded('configuration', 'taken');
        logger.info({ generation: number }, 'configuration replaced');
      }
    },
    onRefused: ({ message }, isRebuild) => {
      live.drop();
      tallies.reloaded(isRebuild ? 'configuration' : 'supergraph', 'refused');
      logger.error({ generation: generations.current.number, reason: message }, isRebuild ? 'configuration not replaced' : 'supergraph not replaced');
    },
  });
  onServing(generations.current.stages.supergraph);
  return generations;
}
