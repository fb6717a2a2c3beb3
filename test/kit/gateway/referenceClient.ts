// A subgraph client before a scripted agency with reference data, and time that the test moves: one monotonic clock and two
// that can be set, the gateway's and the agency's.

import { Exchange } from '../../../gateway/Exchange.js';
import type { Breaker, CallOutcome } from '../../../gateway/subgraph/breaker/Breaker.js';
import { StaleAnswers } from '../../../gateway/subgraph/stale/StaleAnswers.js';
import { StaleIfError } from '../../../gateway/subgraph/stale/StaleIfError.js';
import { SubgraphClient, type SubgraphClientOptions } from '../../../gateway/subgraph/SubgraphClient.js';
import type { SubgraphRequest, SubgraphResult } from '../../../gateway/subgraph/SubgraphRequest.js';
import { buildSupergraph } from '../../../gateway/supergraph/loadSupergraph.js';
import type { Supergraph } from '../../../gateway/supergraph/Supergraph.js';
import { composeWorld } from '../composeWorld.js';
import { collectFailed, type FailedCall } from './failedCalls.js';
import { ScriptedAgency } from './ScriptedAgency.js';

const TAG = '@tag(name: "reference-data")';

/** Of everything that could be taken for reference data, one. */
export const REGISTER_SDL = `
  type Query {
    regions: [Region!]! ${TAG}
    regionsOf(kind: Kind, retired: Boolean): [Region!]! ${TAG}
    region(code: ID!): Region ${TAG}
    newest(count: Int): [Region!]! ${TAG}
    named(names: [Kind!]): [Region!]! ${TAG}
    others: [Region!]!
    guarded: String ${TAG} @requiresScopes(scopes: [["case:read"]])
    person: String ${TAG} @tag(name: "personal-data")
    secret: String ${TAG} @tag(name: "state-held")
    places: Places! ${TAG}
    thing: Thing ${TAG}
    closed: Closed ${TAG}
  }
  type Mutation { rename: String ${TAG} }
  enum Kind { CITY REGION }
  type Region @key(fields: "code") { code: ID! ${TAG} name: String! ${TAG} head: String ${TAG} free: Int! }
  type Case @key(fields: "id") { id: ID! title: String ${TAG} }
  interface AgencyAnswer { agency: String! status: String! }
  type Places implements AgencyAnswer { agency: String! status: String! count: Int ${TAG} }
  interface Thing { name: String ${TAG} }
  type Named implements Thing { name: String ${TAG} }
  type Closed @authenticated { name: String ${TAG} }
`;

let supergraph: Supergraph | undefined;

export function registerSupergraph(): Supergraph {
  return (supergraph ??= buildSupergraph(composeWorld({ register: { sdl: REGISTER_SDL } })));
}

export const START = Date.parse('2026-03-02T09:00:00Z');

/** Each can be moved by itself; `pass` moves all. */
export class Clocks {
  monotonicMs = 1_000;
  wallMs = START;
  agencyMs = START;

  pass(ms: number): void {
    this.monotonicMs += ms;
    this.wallMs += ms;
    this.agencyMs += ms;
  }
}

export interface ReferenceClientOptions extends Partial<SubgraphClientOptions> {
  readonly maxAgeMs?: number;
  readonly maxBytes?: number;
  readonly answers?: StaleAnswers;
}

export class ReferenceClient {
  readonly clocks = new Clocks();
  readonly agency = new ScriptedAgency();
  readonly outcomes: CallOutcome[] = [];
  readonly failedCalls: FailedCall[] = [];
  readonly answers: StaleAnswers;
  readonly client: SubgraphClient;
  readonly #exchanges: Exchange[] = [];

  constructor({ maxAgeMs = 86_400_000, maxBytes = 1_000_000, answers = new StaleAnswers(maxBytes), ...options }: ReferenceClientOptions = {}) {
    const { schema, accessRules: rules } = registerSupergraph();
    this.answers = answers;
    const breaker: Breaker = { state: 'closed', request: () => ({ kind: 'admitted', settle: (outcome) => void this.outcomes.push(outcome) }) };
    this.client = new SubgraphClient({
      agency: 'register',
      url: new URL('http://register.invalid/graphql'),
      timeoutMs: 60_000,
      maxResponseBytes: 100_000,
      retryAfterMs: 2_000,
      schema,
      dispatcher: this.agency.dispatcher,
      breakers: { lookup: breaker, query: breaker, mutation: breaker },
      staleIfError: new StaleIfError({ schema, rules, answers, maxAgeMs, wallClock: { nowMs: () => this.clocks.wallMs } }),
      onCallEnded: collectFailed(this.failedCalls),
      ...options,
    });
  }

  exchange(): Exchange {
    const exchange = new Exchange({ clock: { nowMs: () => this.clocks.monotonicMs }, requestId: 'r' });
    exchange.limitTo(60_000);
    this.#exchanges.push(exchange);
    return exchange;
  }

  request(text: string, variables: Record<string, unknown> = {}, representations?: readonly Readonly<Record<string, unknown>>[]): SubgraphRequest {
    const operation = this.client.prepare({ text });
    if (representations === undefined) return { operation, variables };
    return { operation, variables, representations: { text: JSON.stringify(representations), typeNames: representations.map(({ __typename: name }) => String(name)) } };
  }

  /** The agency answers, and allows it to be told for a minute unless it says otherwise. */
  async hear(request: SubgraphRequest, data: unknown, headers: Record<string, string> = {}, errors?: readonly unknown[]): Promise<SubgraphResult> {
    const result = this.client.execute(request, this.exchange());
    const date = new Date(this.clocks.agencyMs).toUTCString();
    this.agency.attempts.at(-1)!.answer(JSON.stringify({ data, errors }), 200, { 'cache-control': 'stale-if-error=60', date, ...headers });
    return result;
  }

  /** The agency refuses the connection. */
  async miss(request: SubgraphRequest, exchange = this.exchange()): Promise<SubgraphResult> {
    const result = this.client.execute(request, exchange);
    this.agency.attempts.at(-1)!.fail('ECONNREFUSED');
    return result;
  }

  close(): void {
    for (const exchange of this.#exchanges.splice(0)) exchange.close();
  }
}
