// Plans and executes one operation over subgraphs that are only schemas: their answers are scripted, each
// by a function of the request. For tests of what execution makes of answers, good and bad.

import type { QueryPlan } from '@apollo/query-planner';
import { Kind, OperationTypeNode, parse, type GraphQLSchema } from 'graphql';
import { Dispatcher } from 'undici';
import { DEADLINE_HEADER } from '../../../schema/contract/headers.js';
import { Exchange } from '../../../gateway/Exchange.js';
import { compilePlan } from '../../../gateway/execution/compilePlan.js';
import { EntityKeys } from '../../../gateway/execution/EntityKeys.js';
import type { ExecutedData } from '../../../gateway/execution/Execution.js';
import type { Operation } from '../../../gateway/operation/Operation.js';
import { OperationPlanner } from '../../../gateway/plan/OperationPlanner.js';
import type { Breaker } from '../../../gateway/subgraph/breaker/Breaker.js';
import { SubgraphClient } from '../../../gateway/subgraph/SubgraphClient.js';
import type { SubgraphResult } from '../../../gateway/subgraph/SubgraphRequest.js';
import { buildSupergraph } from '../../../gateway/supergraph/loadSupergraph.js';
import { systemClock } from '../../../gateway/util/Clock.js';
import { composeWorld } from '../composeWorld.js';

/** A request to an agency as the agency would read it. */
export interface ScriptedRequest {
  readonly document: string;
  readonly operationName?: string;
  readonly variables: Record<string, unknown>;
  readonly deadlineMs: number;
}

/** What an agency answers; `errors` may be left out. */
export type Script = (request: ScriptedRequest, exchange: Exchange) => Partial<SubgraphResult> | Promise<Partial<SubgraphResult>>;

export interface ScriptedAgency {
  readonly sdl: string;
  readonly answer?: Script;
}

export interface ExecuteOptions {
  readonly variables?: Record<string, unknown>;
  readonly maxEntities?: number;
  readonly maxCalls?: number;
  /** Stands for the plan of the operation, for what the planner cannot be brought to write. */
  readonly plan?: QueryPlan;
  readonly exchange?: Exchange;
}

export interface Execution {
  readonly executed: ExecutedData;
  /** In the order in which they were asked. */
  readonly calls: readonly { readonly agency: string; readonly request: ScriptedRequest }[];
}

export async function executeOver(
  agencies: Readonly<Record<string, ScriptedAgency>>,
  query: string,
  { variables = {}, maxEntities = 10_000, maxCalls = 200, plan, exchange = new Exchange({ clock: systemClock }) }: ExecuteOptions = {},
): Promise<Execution> {
  const sdl = composeWorld(agencies);
  const { schema } = buildSupergraph(sdl);
  const calls: { agency: string; request: ScriptedRequest }[] = [];
  const clients = new Map(
    Object.entries(agencies).map(([agency, { answer = answerNothing }]) => [
      agency,
      scriptedClient(agency, schema, async (request) => {
        calls.push({ agency, request: structuredClone(request) });
        return answer(request, exchange);
      }),
    ]),
  );
  const operation = operationOf(query);
  const queryPlan = plan ?? planOf(sdl, query);
  const executePlan = compilePlan(queryPlan, { schema, entityKeys: new EntityKeys(schema), clients, operationName: operation.name, maxEntities, maxCalls });
  return { executed: await executePlan({ variables, exchange }), calls };
}

/** The plan of a document's only operation, in place. */
export function planOf(sdl: string, query: string): QueryPlan {
  const outcome = new OperationPlanner(sdl).plan({ text: query, operationName: null, overrides: new Map() });
  if (outcome.kind !== 'planned') throw new Error(`the operation is not planned: ${JSON.stringify(outcome)}`);
  return outcome.queryPlan;
}

/** An operation as the reader would hand it on, for a document with one. */
export function operationOf(query: string): Operation {
  const document = parse(query);
  const definition = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (definition === undefined) throw new Error('no operation');
  return {
    kind: definition.operation === OperationTypeNode.MUTATION ? 'mutation' : 'query',
    name: definition.name?.value ?? null,
    document,
    isKnown: false,
    documentHash: query,
    definition,
    variables: {},
    warnings: [],
  };
}

/** A real client; only the wire is missing. */
function scriptedClient(agency: string, schema: GraphQLSchema, answer: (request: ScriptedRequest) => Promise<Partial<SubgraphResult>>): SubgraphClient {
  const breaker: Breaker = { state: 'closed', request: () => ({ kind: 'admitted', settle: () => undefined }) };
  return new SubgraphClient({
    agency,
    url: new URL('http://127.0.0.1/graphql'),
    timeoutMs: 60_000,
    maxResponseBytes: 10_000_000,
    retryAfterMs: 1_000,
    schema,
    dispatcher: new ScriptedDispatcher(answer),
    breakers: { lookup: breaker, query: breaker, mutation: breaker },
  });
}

class ScriptedDispatcher extends Dispatcher {
  readonly #answer: (request: ScriptedRequest) => Promise<Partial<SubgraphResult>>;

  constructor(answer: (request: ScriptedRequest) => Promise<Partial<SubgraphResult>>) {
    super();
    this.#answer = answer;
  }

  override dispatch({ body, headers }: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const { query, variables, operationName } = JSON.parse(body as string) as { query: string; variables: Record<string, unknown>; operationName?: string };
    const deadlineMs = Number((headers as Record<string, string>)[DEADLINE_HEADER]);
    void this.#reply({ document: query, variables, deadlineMs, ...(operationName !== undefined && { operationName }) }, handler);
    return true;
  }

  async #reply(request: ScriptedRequest, handler: Dispatcher.DispatchHandler): Promise<void> {
    const { data = null, errors = [] } = await this.#answer(request);
    handler.onResponseStart?.(NO_CONTROLLER, 200, {}, 'OK');
    handler.onResponseData?.(NO_CONTROLLER, Buffer.from(JSON.stringify(errors.length === 0 ? { data } : { data, errors })));
    handler.onResponseEnd?.(NO_CONTROLLER, {});
  }
}

const NO_CONTROLLER = {} as Dispatcher.DispatchController;

const answerNothing: Script = () => ({});

/** The representations of a call for entities. */
export function representationsOf({ variables }: ScriptedRequest): unknown[] {
  const { representations } = variables;
  return Array.isArray(representations) ? representations : [];
}
