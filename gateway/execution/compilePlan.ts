// From a query plan to a function that executes it. Everything that does not depend on the request is worked
// out here, once per operation; a request runs closures.
//
//   Sequence    one step after another        Flatten     the fetch below it, at the objects of a path
//   Parallel    all steps at once             Condition   one branch, by a variable of the client
//   Fetch       root fields, or entities where it `requires` representations
//
// Fetches of entities that start at the same moment, at one agency, with the same text, become one call.

import type { FetchNode, PlanNode, QueryPlan, ResponsePath } from '@apollo/query-planner';
import { OperationTypeNode, type GraphQLSchema } from 'graphql';
import type { Exchange } from '../Exchange.js';
import { countLaterWaves, fetchKey, type LaterWaves } from '../plan/countLaterWaves.js';
import { fetchesOf } from '../plan/fetchesOf.js';
import { clientNameOf, describeCall, type Agency, type AgencyCall } from './AgencyCall.js';
import type { EntitySource } from './Asking.js';
import { askTypename } from './askTypename.js';
import { AnswerMemory, asksPlainValues } from './AnswerMemory.js';
import { ContextValues } from './ContextValues.js';
import type { EntityKeys } from './EntityKeys.js';
import { EntityPath } from './EntityPath.js';
import type { ExecutedData } from './Execution.js';
import { fetchEntities, type EntityFetch } from './fetchEntities.js';
import { fetchRoot } from './fetchRoot.js';
import { OutputRewrites } from './OutputRewrites.js';
import { RepresentationWriter } from './RepresentationWriter.js';
import type { Run, Step } from './Run.js';
import { stableLocations, type Location } from './stableLocations.js';

export interface PlanOptions {
  /** Everything that any agency can be asked (Supergraph.schema). */
  readonly schema: GraphQLSchema;
  readonly clients: ReadonlyMap<string, Agency>;
  /** Of the same schema. */
  readonly entityKeys: EntityKeys;
  /** The client's name for the operation, for the agencies' logs. */
  readonly operationName: string | null;
  /** Different entities that one call may ask about; a fetch of more is not made and gives an OPERATION_TOO_COMPLEX error. */
  readonly maxEntities: number;
  /** Calls that one fetch may become where its arguments depend on what is around the entities. */
  readonly maxCalls: number;
}

export interface PlanRequest {
  /** The client's, with defaults filled in. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly exchange: Exchange;
}

/** Starts nothing more once the exchange is aborted. Rejects only over a fault of ours. */
export type ExecutePlan = (request: PlanRequest) => Promise<ExecutedData>;

/** @throws where the plan names an agency that has no client, or a node of a kind it should not hold. */
export function compilePlan(queryPlan: QueryPlan, options: PlanOptions): ExecutePlan {
  const { node } = queryPlan;
  if (node?.kind === 'Subscription') throw new Error('a subscription is not executed as a plan');
  const step = node && new PlanCompiler(queryPlan, options).compile(node, []);
  return async ({ variables, exchange }) => {
    const run: Run = { tree: {}, errors: [], textKind: 'ascii', variables, exchange, started: new Map(), objectsAt: new Map(), memory: new AnswerMemory(), repeated: new Set() };
    await step?.(run);
    return { data: run.tree, errors: run.errors, textKind: run.textKind, repeated: run.repeated };
  };
}

/** An entity fetch while its sources are gathered. */
interface GatheredFetch extends EntityFetch {
  readonly sources: EntitySource[];
}

class PlanCompiler {
  readonly #options: PlanOptions;
  readonly #laterWaves: LaterWaves;
  readonly #placesDiffer: boolean;
  /** True for a mutation: what is said after a step of it need not be what was said before. */
  readonly #changesData: boolean;
  readonly #isStable: (location: Location) => boolean;
  /** Of the entity fetches compiled so far, which is the order in which they start. */
  readonly #seenLocations = new Set<string>();
  /** Entity fetches that are made in one call with others of their wave. */
  readonly #gathered = new Map<FetchNode, GatheredFetch>();

  constructor(queryPlan: QueryPlan, options: PlanOptions) {
    this.#options = options;
    this.#laterWaves = countLaterWaves(queryPlan);
    const fetches = fetchesOf(queryPlan);
    this.#placesDiffer = fetches.some(readsContext);
    this.#changesData = fetches.some(({ operationKind }) => operationKind === OperationTypeNode.MUTATION);
    this.#isStable = stableLocations(options.schema, queryPlan.node?.kind === 'Subscription' ? undefined : queryPlan.node);
  }

  /** @param path of the Flatten nodes around it. */
  compile(node: PlanNode, path: ResponsePath): Step {
    switch (node.kind) {
      case 'Fetch':
        return node.requires === undefined ? this.#root(node, path) : this.#entities(node, path);
      case 'Flatten':
        return this.compile(node.node, [...path, ...node.path]);
      case 'Sequence':
        return inSequence(node.nodes.map((child) => this.compile(child, path)));
      case 'Parallel':
        this.#gather(node);
        return inParallel(node.nodes.map((child) => this.compile(child, path)));
      case 'Condition':
        return onCondition(
          clientNameOf(node.condition),
          node.ifClause && this.compile(node.ifClause, path),
          node.elseClause && this.compile(node.elseClause, path),
        );
      case 'Defer':
        throw new Error('no plan of ours holds deferred parts');
    }
  }

  #root(node: FetchNode, at: ResponsePath): Step {
    const { schema } = this.#options;
    const fetch = { schema, call: this.#describe(node), rewrites: new OutputRewrites(node.outputRewrites), path: new EntityPath(schema, at) };
    return (run) => fetchRoot(fetch, run);
  }

  #entities(node: FetchNode, at: ResponsePath): Step {
    const { schema, entityKeys } = this.#options;
    const fetch = this.#gathered.get(node) ?? this.#entityFetch(node);
    const path = new EntityPath(schema, at);
    const location = path.location.join('.');
    const isStable = !this.#placesDiffer && this.#isStable(path.location);
    fetch.sources.push({
      path,
      ...(isStable && { rememberAs: at.join('.') }),
      makesOne: isStable && !this.#seenLocations.has(location),
      representation: new RepresentationWriter(schema, node.requires ?? [], node.inputRewrites, (typeName) => entityKeys.of(node.serviceName, typeName)),
    });
    this.#seenLocations.add(location);
    return (run) => {
      let pending = run.started.get(fetch);
      if (pending === undefined) run.started.set(fetch, (pending = fetchEntities(fetch, run)));
      return pending;
    };
  }

  #entityFetch(node: FetchNode): GatheredFetch {
    const { schema, maxEntities, maxCalls } = this.#options;
    const call = this.#describe(node);
    const isRemembered = !this.#changesData && !readsContext(node) && asksPlainValues(call.operation);
    return {
      schema,
      call,
      isRemembered,
      rewrites: new OutputRewrites(node.outputRewrites),
      sources: [],
      maxEntities,
      maxCalls,
      placesDiffer: this.#placesDiffer,
      ...(node.contextRewrites !== undefined && readsContext(node) && { context: new ContextValues(schema, node.contextRewrites) }),
    };
  }

  #describe(node: FetchNode): AgencyCall {
    const client = this.#options.clients.get(node.serviceName);
    if (client === undefined) throw new Error(`no client for agency ${node.serviceName}`);
    const laterWaves = this.#laterWaves.get(fetchKey(node.serviceName, node.operation)) ?? 0;
    const operation = askTypename(this.#options.schema, node);
    return describeCall({ ...node, operation }, { client, laterWaves, operationName: this.#options.operationName });
  }

  /**
   * All that starts with the Parallel node starts in one turn of the event loop, before anything is merged:
   * the first of the fetches that ask the same can therefore collect the objects of them all.
   */
  #gather(parallel: PlanNode): void {
    const fetches = new Map<string, GatheredFetch>();
    for (const node of firstFetches(parallel)) {
      if (node.requires === undefined || readsContext(node) || this.#gathered.has(node)) continue;
      const key = JSON.stringify([node.serviceName, node.operation, node.outputRewrites ?? []]);
      let fetch = fetches.get(key);
      if (fetch === undefined) fetches.set(key, (fetch = this.#entityFetch(node)));
      this.#gathered.set(node, fetch);
    }
  }
}

function readsContext({ contextRewrites = [] }: FetchNode): boolean {
  return contextRewrites.length > 0;
}

/** Fetches that start as soon as the node does, whatever the client's variables are. */
function firstFetches(node: PlanNode | undefined): FetchNode[] {
  switch (node?.kind) {
    case 'Fetch':
      return [node];
    case 'Flatten':
      return firstFetches(node.node);
    case 'Sequence':
      return firstFetches(node.nodes[0]);
    case 'Parallel':
      return node.nodes.flatMap(firstFetches);
    case 'Condition':
    case 'Defer':
    case undefined:
      return [];
  }
}

function inSequence(steps: readonly Step[]): Step {
  return async (run) => {
    for (const step of steps) {
      if (run.exchange.isAborted) return;
      await step(run);
    }
  };
}

function inParallel(steps: readonly Step[]): Step {
  return async (run) => {
    await Promise.all(steps.map((step) => step(run)));
  };
}

function onCondition(variable: string, ifClause: Step | undefined, elseClause: Step | undefined): Step {
  return async (run) => {
    const holds = Object.hasOwn(run.variables, variable) && run.variables[variable] === true;
    await (holds ? ifClause : elseClause)?.(run);
  };
}
