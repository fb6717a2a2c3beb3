// A subgraph client before a scripted agency, with time that only the test moves (vi.useFakeTimers).

import { buildSchema } from 'graphql';
import { Exchange } from '../../../gateway/Exchange.js';
import type { Breaker, CallOutcome } from '../../../gateway/subgraph/breaker/Breaker.js';
import { readAgencyOperation } from '../../../gateway/subgraph/AgencyOperation.js';
import { SubgraphClient, type SubgraphClientOptions } from '../../../gateway/subgraph/SubgraphClient.js';
import type { SubgraphResult } from '../../../gateway/subgraph/SubgraphRequest.js';
import { collectFailed, type FailedCall } from './failedCalls.js';
import { ScriptedAgency } from './ScriptedAgency.js';

const SCHEMA = buildSchema('type Query { text(n: Int): String } type Mutation { change: String }');

/** Answers QUERY, and CHANGE. */
export const ANSWER = '{"data":{"text":"x","change":"x"}}';

export interface ScriptedClient {
  readonly agency: ScriptedAgency;
  /** What the breaker was told, in order. */
  readonly outcomes: CallOutcome[];
  readonly failedCalls: FailedCall[];
  /** Puts a question to the agency; different numbers are different questions. */
  ask(n: number, exchange?: Exchange): Promise<SubgraphResult>;
  change(exchange?: Exchange): Promise<SubgraphResult>;
}

/** An exchange that has its time. */
export function exchangeFor(timeoutMs = 60_000): Exchange {
  const exchange = new Exchange({ clock: { nowMs: Date.now }, requestId: 'r' });
  exchange.limitTo(timeoutMs);
  return exchange;
}

export function scriptedClient(options: Partial<SubgraphClientOptions> = {}): ScriptedClient {
  const agency = new ScriptedAgency();
  const outcomes: CallOutcome[] = [];
  const failedCalls: FailedCall[] = [];
  const breaker: Breaker = { state: 'closed', request: () => ({ kind: 'admitted', settle: (outcome) => void outcomes.push(outcome) }) };
  const client = new SubgraphClient({
    agency: 'agency-a',
    url: new URL('http://agency.invalid/graphql'),
    timeoutMs: 1_000,
    maxResponseBytes: 10_000,
    retryAfterMs: 2_000,
    schema: SCHEMA,
    dispatcher: agency.dispatcher,
    breakers: { lookup: breaker, query: breaker, mutation: breaker },
    onCallEnded: collectFailed(failedCalls),
    ...options,
  });
  const query = readAgencyOperation(SCHEMA, 'agency-a', { text: 'query ($n: Int) { text(n: $n) }' });
  const mutation = readAgencyOperation(SCHEMA, 'agency-a', { text: 'mutation { change }' });
  return {
    agency,
    outcomes,
    failedCalls,
    ask: (n, exchange = exchangeFor()) => client.execute({ operation: query, variables: { n } }, exchange),
    change: (exchange = exchangeFor()) => client.execute({ operation: mutation, variables: {} }, exchange),
  };
}

export const codesOf = ({ errors }: SubgraphResult): readonly unknown[] => errors.map(({ extensions }) => extensions?.['code']);
