// Plans and executes one operation over subgraphs that are only schemas: their answers are scripted, each
// by a function of the request. For tests of what execution makes of answers, good and bad.

import type { QueryPlan } from '@apollo/query-planner';
import { Kind, OperationTypeNode, parse } from 'graphql';
import { Exchange } from '../../../gateway/Exchange.js';
import { compilePlan } from '../../../gateway/execution/compilePlan.js';
import { EntityKeys } from '../../../gateway/execution/EntityKeys.js';
import type { ExecutedData } from '../../../gateway/execution/Execution.js';
import type { Operation } from '../../../gateway/operation/Operation.js';
import { Planner } from '../../../gateway/plan/Planner.js';
import type { SubgraphRequest, SubgraphResult } from '../../../gateway/subgraph/SubgraphRequest.js';
import { buildSupergraph } from '../../../gateway/supergraph/loadSupergraph.js';
import { systemClock } from '../../../gateway/util/Clock.js';
import { composeWorld } from '../composeWorld.js';

/** What an agency answers; `errors` may be left out. */
export type Script = (request: SubgraphRequest, exchange: Exchange) => Partial<SubgraphResult> | Promise<Partial<SubgraphResult>>;

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
  readonly calls: readonly { readonly agency: string; readonly request: SubgraphRequest }[];
}

export async function executeOver(
  agencies: Readonly<Record<string, ScriptedAgency>>,
  query: string,
  { variables = {}, maxEntities = 10_000, maxCalls = 200, plan, exchange = new Exchange({ clock: systemClock }) }: ExecuteOptions = {},
): Promise<Execution> {
  const sdl = composeWorld(agencies);
  const { schema } = buildSupergraph(sdl);
  const calls: { agency: string; request: SubgraphRequest }[] = [];
  const clients = new Map(
    Object.entries(agencies).map(([agency, { answer = answerNothing }]) => [
      agency,
      {
        async execute(request: SubgraphRequest) {
          calls.push({ agency, request: structuredClone(request) });
          const { data = null, errors = [] } = await answer(request, exchange);
          return { data, errors };
        },
      },
    ]),
  );
  const operation = operationOf(query);
  const queryPlan = plan ?? new Planner(sdl).plan(operation).queryPlan;
  const executePlan = compilePlan(queryPlan, { schema, entityKeys: new EntityKeys(schema), clients, operationName: operation.name, maxEntities, maxCalls });
  return { executed: await executePlan({ variables, exchange }), calls };
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
    documentHash: query,
    definition,
    rawVariables: {},
    warnings: [],
  };
}

const answerNothing: Script = () => ({});

/** The representations of a call for entities. */
export function representationsOf({ variables }: SubgraphRequest): unknown[] {
  const { representations } = variables;
  return Array.isArray(representations) ? representations : [];
}
