// The engine of our own: an operation is planned and compiled once, into closures that ask the agencies and a
// writer of its responses; each request then runs those.

import { compilePlan, type ExecutePlan } from '../../execution/compilePlan.js';
import { InternalError } from '../../errors/InternalError.js';
import { EntityKeys } from '../../execution/EntityKeys.js';
import type { Operation } from '../../operation/Operation.js';
import { Planner, type PlanLookup, type PlannedOperation } from '../../plan/Planner.js';
import type { PlanSource } from '../../plan/worker/PlanningPool.js';
import { compileResponseWriter } from '../../projection/compileResponseWriter.js';
import type { ResponseWriter } from '../../projection/ResponseWriter.js';
import type { SubgraphClient } from '../../subgraph/SubgraphClient.js';
import type { Supergraph } from '../../supergraph/Supergraph.js';
import { lazily } from '../../util/lazily.js';
import type { Engine } from '../Engine.js';

export interface CompiledEngineOptions {
  readonly supergraph: Supergraph;
  readonly clients: ReadonlyMap<string, SubgraphClient>;
  /** Plans over the same supergraph. It ends with the engine. */
  readonly pool: PlanSource;
  readonly planning: PlanCacheOptions;
  /** Fetches that the plan of one operation may have; one that needs more is refused. */
  readonly maxFetchesPerOperation: number;
  /** Different entities that one fetch may ask about; one of more is not made. */
  readonly maxEntitiesPerFetch: number;
  /** Hears how each request came to its plan. Must not throw. */
  readonly onPlanLookup?: (lookup: PlanLookup) => void;
}

export interface PlanCacheOptions {
  /** Bytes of memory that plans and what is compiled from them may take, about. */
  readonly maxCachedBytes: number;
  /** The longest that one planning may take. */
  readonly timeoutMs: number;
}

interface CompiledOperation {
  readonly executePlan: ExecutePlan;
  /** Made when the first response is written: of a new operation, not in the turn in which its plan is compiled. */
  readonly writer: () => ResponseWriter;
}

export function createCompiledEngine(options: CompiledEngineOptions): Engine {
  const { pool, planning, maxFetchesPerOperation, onPlanLookup } = options;
  const planner = new Planner(pool, { ...planning, maxFetches: maxFetchesPerOperation, ...(onPlanLookup && { onLookup: onPlanLookup }) });
  const entityKeys = new EntityKeys(options.supergraph.schema);
  // Beside the plan, so that one bound holds for both.
  const compiled = new WeakMap<PlannedOperation, CompiledOperation>();

  function readyFor(planned: PlannedOperation, operation: Operation): CompiledOperation {
    let ready = compiled.get(planned);
    if (ready === undefined) compiled.set(planned, (ready = compileOperation(planned, operation, entityKeys, options)));
    return ready;
  }

  return {
    name: 'compiled',
    async execute(operation, exchange) {
      let planned = planner.plan(operation, exchange);
      if (planned instanceof Promise) {
        planned = await planned;
        if (exchange.isAborted) throw new InternalError('REQUEST_TIMEOUT', `given up before it was executed: ${exchange.abortedBy}`);
      }
      const ready = readyFor(planned, operation);
      const { variables } = operation;
      const executed = await ready.executePlan({ variables, exchange });
      return ready.writer().write(executed, variables);
    },
    async prepare(operation) {
      readyFor(await planner.plan(operation), operation).writer();
    },
    hottest: (count) => planner.hottest(count),
    planningLoad: () => ({ cachedBytes: planner.cachedBytes, waitingCount: pool.waitingCount, busyCount: pool.busyCount }),
    // Beside the planning processes it holds nothing open: connections and breakers are the clients'.
    close: () => pool.close(),
  };
}

function compileOperation(
  { queryPlan, dataKeys }: PlannedOperation,
  { document, definition, name, asked }: Operation,
  entityKeys: EntityKeys,
  { supergraph, clients, maxEntitiesPerFetch, maxFetchesPerOperation }: CompiledEngineOptions,
): CompiledOperation {
  return {
    executePlan: compilePlan(queryPlan, {
      schema: supergraph.schema,
      entityKeys,
      clients,
      operationName: name,
      maxEntities: maxEntitiesPerFetch,
      maxCalls: maxFetchesPerOperation,
    }),
    writer: lazily(() =>
      compileResponseWriter({
        apiSchema: supergraph.apiSchema,
        document: asked?.document ?? document,
        definition: asked?.definition ?? definition,
        dataKeys,
        ...(asked && { refused: asked.refused }),
        agenciesOf: (typeName, fieldName) => supergraph.agenciesOf(typeName, fieldName),
      }),
    ),
  };
}
