// The gateway from operation to response bytes, with one of its engines, in front of the product's supergraph and the four real
// agencies, each behind a lever. All stages are the gateway's own; only admission, which needs tokens, and the wire are missing.
// Operations are put to it one at a time: what is wrong with an agency is so for one operation.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { NOTHING_STATED } from '../../../gateway/admission/StatedIdentity.js';
import { loadConfig } from '../../../gateway/config/loadConfig.js';
import type { Engine } from '../../../gateway/engine/Engine.js';
import type { RequestStages } from '../../../gateway/handleRequest.js';
import { Bulkhead } from '../../../gateway/subgraph/Bulkhead.js';
import { RollingBreaker } from '../../../gateway/subgraph/breaker/RollingBreaker.js';
import { Maintenance } from '../../../gateway/subgraph/maintenance/Maintenance.js';
import type { OperationClass } from '../../../gateway/subgraph/OperationClass.js';
import { RetryPolicy } from '../../../gateway/subgraph/retry/RetryPolicy.js';
import type { SubgraphClient } from '../../../gateway/subgraph/SubgraphClient.js';
import { systemClock } from '../../../gateway/util/Clock.js';
import { AGENCY_NAMES, type AgencyName } from '../../../schema/contract/AgencyName.js';
import { planSourceOf } from '../../kit/gateway/planInPlace.js';
import type { GatewayModules } from '../../fuzz/subject/loadGateway.js';
import type * as apolloEngineModule from '../../../gateway/engine/apollo/createApolloEngine.js';
import type { EngineName } from '../../kit/federation.js';
import { PACKAGE_ROOT } from '../../kit/packageRoot.js';
import { Ledger } from './Ledger.js';
import { Lever } from './Lever.js';
import type { Question } from './Question.js';
import type { RealAgencies } from './RealAgencies.js';
import { ALL_WELL, type Trouble, type Troubles, type WireFault } from './Trouble.js';
import type { JsonObject } from './walkAnswers.js';

export interface Response {
  readonly data?: JsonObject | null;
  readonly errors?: readonly ResponseError[];
}

export interface ResponseError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly agency?: string };
}

/** What came of an operation, and what is known of how it came about. */
export interface Outcome {
  readonly response: Response;
  readonly ledger: Ledger;
}

/** No call of a well agency takes as long; no test waits for it. */
const PATIENT_MS = 20_000;

/** What a silent agency costs. A well one that misses it on a busy machine is silent, too, and the ledger says so. */
const HURRIED_MS = 40;

const CALLER = { issuer: 'https://issuer.test', subject: 'silence', scopes: ['case:read', 'security:read', 'employer:read'], regions: [] };

type ByClass<Part> = Readonly<Record<OperationClass, Part>>;

export class TestedGateway {
  readonly #gateway: GatewayModules;
  readonly #levers: Readonly<Record<AgencyName, Lever>>;
  readonly #sites: Readonly<Record<AgencyName, Site>>;
  readonly #stages: RequestStages;

  private constructor(gateway: GatewayModules, levers: Readonly<Record<AgencyName, Lever>>, sites: Readonly<Record<AgencyName, Site>>, stages: RequestStages) {
    this.#gateway = gateway;
    this.#levers = levers;
    this.#sites = sites;
    this.#stages = stages;
  }

  /** @param folder of the compiled gateway that `gateway` was loaded from. */
  static async over(agencies: RealAgencies, gateway: GatewayModules, folder: string, engineName: EngineName): Promise<TestedGateway> {
    const sdl = readFileSync(join(PACKAGE_ROOT, 'schema', 'supergraph.graphql'), 'utf8');
    const supergraph = gateway.supergraph.buildSupergraph(sdl);
    const levers = byAgency((name) => new Lever(name, agencies.of(name)));
    const sites = byAgency(() => new Site());
    const clients = new Map(
      AGENCY_NAMES.map((name) => {
        const site = sites[name];
        // Read at each call.
        const options = {
          agency: name,
          url: new URL(`http://${name}.test/graphql`),
          maxResponseBytes: 10_000_000,
          retryAfterMs: 1_000,
          schema: supergraph.schema,
          dispatcher: levers[name],
          retries: new RetryPolicy({ maxRetries: 1, baseDelayMs: 1, budgetRatio: 1, floor: 1_000 }),
          get timeoutMs() {
            return site.timeoutMs;
          },
          get breakers() {
            return site.breakers;
          },
          get bulkheads() {
            return site.bulkheads;
          },
          get maintenance() {
            return site.maintenance;
          },
        };
        return [name, new gateway.subgraphClient.SubgraphClient(options)] as const;
      }),
    );
    const engine = await createEngine(engineName, gateway, folder, { supergraph, clients, sdl });
    const { apiSchema, accessRules } = supergraph;
    return new TestedGateway(gateway, levers, sites, {
      supergraph,
      readOperation: gateway.readOperation.createOperationReader({
        apiSchema,
        costs: new gateway.costs.CostTable(new Map(), new Map()),
        limits: { ...loadConfig({ env: {} }).limits, maxCost: 1e15, maxAliases: 1_000 },
        persistedOperations: new gateway.persisted.PersistedOperations('open', gateway.manifest.OperationManifest.EMPTY),
        introspection: 'off',
        answerStatusRule: 'require',
      }).read,
      controlAccess: gateway.accessControl.createAccessControl({ apiSchema, rules: accessRules, policies: new Map(), mode: 'filter', purposesWithoutConsent: new Set() }),
      showReports: gateway.showReports.showAllReports,
      admit: async () => undefined,
      engine,
      requestTimeoutMs: PATIENT_MS,
      mutationTimeoutMs: PATIENT_MS,
      maxTimeoutMs: PATIENT_MS,
    });
  }

  get apiSchema(): RequestStages['supergraph']['apiSchema'] {
    return this.#stages.supergraph.apiSchema;
  }

  /** While all agencies are well. */
  askHealthy(question: Question): Promise<Outcome> {
    return this.#ask(question, ALL_WELL, PATIENT_MS, undefined);
  }

  /** @param healthy the same question's. */
  askTroubled(question: Question, troubles: Troubles, healthy: Outcome, onFault: (fault: WireFault) => void): Promise<Outcome> {
    return this.#ask(question, troubles, HURRIED_MS, healthy.ledger, onFault);
  }

  async #ask({ query, variables }: Question, troubles: Troubles, timeoutMs: number, healthy: Ledger | undefined, onFault?: (fault: WireFault) => void): Promise<Outcome> {
    const ledger = new Ledger();
    for (const name of AGENCY_NAMES) {
      const trouble = troubles[name];
      this.#sites[name].begin(trouble, timeoutMs);
      this.#levers[name].begin({ ledger, healthy, faults: trouble.kind === 'wire' ? trouble.faults : ['well'], ...(onFault && { onFault }) });
    }
    const exchange = new this.#gateway.Exchange.Exchange({ clock: systemClock, caller: CALLER, purpose: 'case-queue', consent: 'synthetic' });
    const incoming = { request: { query, variables }, mutationsAllowed: false, stated: NOTHING_STATED };
    const { body } = await this.#gateway.handleRequest.handleRequest(incoming, exchange, this.#stages);
    await Promise.all(AGENCY_NAMES.map((name) => this.#levers[name].settled()));
    return { response: JSON.parse(this.#gateway.printResponse.printResponse(body).toString()) as Response, ledger };
  }

  close(): Promise<void> {
    return this.#stages.engine.close();
  }
}

/** Breakers, bulkheads and maintenance of one agency: the gateway's own, set as an operator or a flood would set them. */
class Site {
  timeoutMs = PATIENT_MS;
  breakers: ByClass<RollingBreaker> = CLOSED;
  bulkheads: ByClass<Bulkhead> = OPEN;
  maintenance: Maintenance = NONE;

  begin({ kind }: Trouble, timeoutMs: number): void {
    this.timeoutMs = timeoutMs;
    this.breakers = kind === 'breakerOpen' ? forcedOpen() : CLOSED;
    this.bulkheads = kind === 'bulkheadFull' ? FULL : OPEN;
    this.maintenance = kind === 'maintenance' ? UNDER_MAINTENANCE : NONE;
  }
}

const CLOSED: ByClass<RollingBreaker> = { lookup: breaker(), query: breaker(), mutation: breaker() };
const OPEN: ByClass<Bulkhead> = { lookup: new Bulkhead(1_000), query: new Bulkhead(1_000), mutation: new Bulkhead(1_000) };
const FULL: ByClass<Bulkhead> = { lookup: fullBulkhead(), query: fullBulkhead(), mutation: fullBulkhead() };
const NONE = new Maintenance({ once: [], weekly: [] }, systemClock);
const UNDER_MAINTENANCE = new Maintenance({ once: [{ from: '2020-01-01T00:00:00+05:00', until: '2099-01-01T00:00:00+05:00' }], weekly: [] }, systemClock);

function forcedOpen(): ByClass<RollingBreaker> {
  const breakers = { lookup: breaker(), query: breaker(), mutation: breaker() };
  for (const each of Object.values(breakers)) each.override({ kind: 'forcedOpen', reason: 'a test', forMs: 60_000 });
  return breakers;
}

function fullBulkhead(): Bulkhead {
  const bulkhead = new Bulkhead(1);
  bulkhead.enter();
  return bulkhead;
}

/** Opens when it is told to, and never by itself. */
function breaker(): RollingBreaker {
  return new RollingBreaker({
    name: 'silence',
    clock: systemClock,
    minimumCalls: 1_000_000,
    failureRatio: 0.5,
    slowCallMs: PATIENT_MS,
    slowCallRatio: 1,
    windowMs: 1_000,
    openMs: 1_000,
    maxOpenMs: 1_000,
    probes: 1,
    probeLeaseMs: PATIENT_MS,
  });
}

const ignore = () => undefined;

interface EngineParts {
  readonly supergraph: RequestStages['supergraph'];
  readonly clients: ReadonlyMap<string, SubgraphClient>;
  readonly sdl: string;
}

async function createEngine(name: EngineName, gateway: GatewayModules, folder: string, { supergraph, clients, sdl }: EngineParts): Promise<Engine> {
  if (name === 'apollo') {
    const { createApolloEngine } = (await import(pathToFileURL(join(folder, 'engine', 'apollo', 'createApolloEngine.js')).href)) as typeof apolloEngineModule;
    return createApolloEngine({ supergraph, clients, logger: { debug: ignore, info: ignore, warn: ignore, error: ignore } });
  }
  return gateway.compiledEngine.createCompiledEngine({
    supergraph,
    clients,
    pool: planSourceOf(gateway, sdl),
    planning: { maxCachedBytes: 100_000_000, timeoutMs: PATIENT_MS },
    maxFetchesPerOperation: 1_000,
    maxEntitiesPerFetch: 10_000,
  });
}

function byAgency<Part>(make: (name: AgencyName) => Part): Readonly<Record<AgencyName, Part>> {
  return Object.fromEntries(AGENCY_NAMES.map((name) => [name, make(name)])) as unknown as Readonly<Record<AgencyName, Part>>;
}
