// The system under test: the gateway from operation to response bytes, in front of one world. All stages are the
// gateway's own; only admission, which needs tokens, and the wire are missing.

import { NOTHING_STATED } from '../../../gateway/admission/StatedIdentity.js';
import { loadConfig } from '../../../gateway/config/loadConfig.js';
import type { RequestStages } from '../../../gateway/handleRequest.js';
import type { Breaker } from '../../../gateway/subgraph/breaker/Breaker.js';
import { systemClock } from '../../../gateway/util/Clock.js';
import type { Caller } from '../../../schema/contract/Caller.js';
import { seededRandom } from '../../../subgraphs/kit/synthetic/seededRandom.js';
import { planSourceOf } from '../../kit/gateway/planInPlace.js';
import type { Scenario } from '../scenario/Scenario.js';
import type { ComposedWorld } from '../world/ComposedWorld.js';
import { FuzzSubgraph } from './FuzzSubgraph.js';
import { InProcessDispatcher, ReplyQueue } from './InProcessDispatcher.js';
import type { GatewayModules } from './loadGateway.js';

export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: Caller | undefined;
}

export interface SubjectAnswer {
  readonly httpStatus: number;
  /** The bytes, read as UTF-8. */
  readonly text: string;
  /** What the gateway failed over, and what subgraphs complained of meanwhile; for who looks for the reason of a difference. */
  readonly notes: readonly string[];
}

/** Never opens: what is looked at here is not when an agency is given up. */
const BREAKER: Breaker = { state: 'closed', request: () => ({ kind: 'admitted', settle: () => undefined }) };

/** A bound against hanging, which no machine that stands still for minutes comes to. */
const TIMEOUT_MS = 3_600_000;

export class Subject {
  readonly #gateway: GatewayModules;
  readonly #stages: RequestStages;
  readonly #dispatchers: readonly InProcessDispatcher[];
  readonly #subgraphs: readonly FuzzSubgraph[];
  readonly #thrown: string[] = [];

  constructor(gateway: GatewayModules, { world, truth, sdls, supergraphSdl }: ComposedWorld) {
    this.#gateway = gateway;
    const supergraph = gateway.supergraph.buildSupergraph(supergraphSdl);
    const replies = new ReplyQueue(seededRandom(world.seed));
    this.#subgraphs = world.graphs.map((graph) => new FuzzSubgraph(truth, graph, sdls[graph] ?? ''));
    const wires = new Map(this.#subgraphs.map((subgraph) => [subgraph.graph, new InProcessDispatcher(subgraph, replies)]));
    this.#dispatchers = [...wires.values()];
    const clients = new Map(
      Array.from(wires, ([agency, dispatcher]) => [
        agency,
        new gateway.subgraphClient.SubgraphClient({
          agency,
          url: new URL(`http://${agency}.test/graphql`),
          timeoutMs: TIMEOUT_MS,
          maxResponseBytes: 100_000_000,
          retryAfterMs: 1_000,
          schema: supergraph.schema,
          dispatcher,
          breakers: { lookup: BREAKER, query: BREAKER, mutation: BREAKER },
        }),
      ]),
    );
    const engine = gateway.compiledEngine.createCompiledEngine({
      supergraph,
      clients,
      pool: planSourceOf(gateway, supergraphSdl),
      planning: { maxCachedBytes: 100_000_000, timeoutMs: TIMEOUT_MS },
      maxFetchesPerOperation: 10_000,
      maxEntitiesPerFetch: 100_000,
    });
    const { apiSchema, accessRules } = supergraph;
    this.#stages = {
      supergraph,
      readOperation: readerOver(gateway, apiSchema).readAtOnce,
      controlAccess: gateway.accessControl.createAccessControl({ apiSchema, rules: accessRules, policies: new Map(), mode: 'filter', purposesWithoutConsent: new Set() }),
      showReports: gateway.showReports.showAllReports,
      admit: async () => undefined,
      engine: gateway.shareQueries.shareQueries(engine),
      requestTimeoutMs: TIMEOUT_MS,
      mutationTimeoutMs: TIMEOUT_MS,
      maxTimeoutMs: TIMEOUT_MS,
      onClosed: ({ thrown }) => {
        if (thrown !== undefined) this.#thrown.push(describe(thrown));
      },
    };
  }

  /** Asks all of the questions at once. */
  async ask(questions: readonly Question[], scenario: Scenario): Promise<SubjectAnswer[]> {
    for (const dispatcher of this.#dispatchers) dispatcher.scenario = scenario;
    const answers = await Promise.all(questions.map((question) => this.#askOne(question)));
    const notes = [...this.#thrown.splice(0), ...this.#subgraphs.flatMap(({ complaints }) => complaints.splice(0))];
    return answers.map((answer) => ({ ...answer, notes }));
  }

  /** Calls to subgraphs so far. */
  get callCount(): number {
    return this.#dispatchers.reduce((sum, { callCount }) => sum + callCount, 0);
  }

  async #askOne({ query, variables, caller }: Question): Promise<Omit<SubjectAnswer, 'notes'>> {
    const { Exchange, handleRequest, printResponse } = this.#gateway;
    const exchange = new Exchange.Exchange({ clock: systemClock, caller });
    const incoming = { request: { query, variables }, mutationsAllowed: true, stated: NOTHING_STATED };
    const { httpStatus, body } = await handleRequest.handleRequest(incoming, exchange, this.#stages);
    return { httpStatus, text: printResponse.printResponse(body).toString() };
  }
}

function readerOver({ readOperation, manifest, persisted, costs }: GatewayModules, apiSchema: Parameters<typeof readOperation.createOperationReader>[0]['apiSchema']) {
  const { limits } = loadConfig({ env: {} });
  return readOperation.createOperationReader({
    apiSchema,
    costs: new costs.CostTable(new Map(), new Map()),
    limits: { ...limits, maxCost: 1e15, maxAliases: 1_000, maxRootFields: 1_000, maxDirectives: 1_000, maxFields: 5_000 },
    persistedOperations: new persisted.PersistedOperations('open', manifest.OperationManifest.EMPTY),
    introspection: 'on',
    answerStatusRule: 'require',
  });
}

function describe(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown.cause === undefined ? thrown.message : `${thrown.message}: ${describe(thrown.cause)}`;
}
