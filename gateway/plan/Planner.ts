// From an operation to the plan that gets its data: which agency is asked what, in which order. Plans come
// from @apollo/query-planner, over the operation under data keys. Planning costs milliseconds and depends on
// the text alone, so plans are kept in a bounded cache, refusals too: else the costliest operations, those
// that cannot be planned, would be planned again for each request.

import { operationFromDocument, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph as ComposedSchema, type Schema } from '@apollo/federation-internals';
import { QueryPlanner, type FetchNode, type PlanNode, type QueryPlan } from '@apollo/query-planner';
import { GraphQLError, Kind, parse, type DocumentNode, type SelectionSetNode } from 'graphql';
import { ClientError } from '../errors/ClientError.js';
import { InternalError } from '../errors/InternalError.js';
import type { Operation } from '../operation/Operation.js';
import { prepareForPlanning, type PreparedSupergraph } from '../supergraph/prepareForPlanning.js';
import { LruCache } from '../util/LruCache.js';
import { DataKeys } from './DataKeys.js';
import { OverrideShares } from './OverrideShares.js';
import { renameForPlanning } from './renameForPlanning.js';
import { restoreFields } from './restoreFields.js';

/** The same object for every request of one operation that is planned alike, so that what is derived from it can be kept beside it. */
export interface PlannedOperation {
  /** Without a node where no agency need be asked. Fetches have no operation names. */
  readonly queryPlan: QueryPlan;
  /** What the plan calls the client's fields. */
  readonly dataKeys: DataKeys;
}

export interface PlannerOptions {
  /** Characters of operation text whose plans are kept. Default: 2,000,000, some thousand operations. */
  readonly cachedCharacters?: number;
  /** Fetches a plan may have; more are refused as OPERATION_TOO_COMPLEX. Default: no bound. */
  readonly maxFetches?: number;
  /** 0 to below 1, drawn once per request where the schema moves fields for a share of the requests. */
  readonly random?: () => number;
}

type Planned = { readonly kind: 'planned'; readonly operation: PlannedOperation } | { readonly kind: 'refused'; readonly reason: Error };

const NO_OVERRIDES = new Map<string, boolean>();

/** As composition names them, whatever the agencies do. */
const ROOT_TYPES = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;

/** Where a document made without its text is kept; none of ours is. */
const UNKNOWN_LENGTH = 10_000;

export class Planner {
  readonly #apiSchema: Schema;
  readonly #planner: QueryPlanner;
  readonly #prepared: PreparedSupergraph;
  readonly #planned: LruCache<Planned>;
  readonly #maxFetches: number;
  readonly #shares: OverrideShares;
  readonly #random: () => number;

  /** @param sdl the composed schema. @throws where it is none. */
  constructor(sdl: string, options: PlannerOptions = {}) {
    const { cachedCharacters = 2_000_000, maxFetches = Number.POSITIVE_INFINITY, random = Math.random } = options;
    this.#prepared = prepareForPlanning(sdl);
    const composed = ComposedSchema.build(this.#prepared.sdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
    this.#apiSchema = composed.apiSchema();
    // Finding fragments again in what they were expanded to costs more than it saves between servers.
    this.#planner = new QueryPlanner(composed, { reuseQueryFragments: false });
    this.#planned = new LruCache(cachedCharacters);
    this.#maxFetches = maxFetches;
    this.#shares = new OverrideShares(parse(sdl, { noLocation: true }));
    this.#random = random;
  }

  /**
   * @throws {ClientError} OPERATION_TOO_COMPLEX
   * @throws {InternalError} where no agency can answer what the API promises.
   */
  plan(operation: Operation): PlannedOperation {
    const overrides = this.#shares.areNone ? NO_OVERRIDES : this.#shares.conditions(this.#random());
    const key = [operation.documentHash, operation.name ?? '', ...[...overrides.keys()].filter((label) => overrides.get(label))].join(' ');
    let planned = this.#planned.get(key);
    if (planned === undefined) {
      planned = this.#tryToPlan(operation, overrides);
      this.#planned.set(key, planned, operation.document.loc?.end ?? UNKNOWN_LENGTH);
    }
    if (planned.kind === 'refused') throw planned.reason;
    return planned.operation;
  }

  #tryToPlan({ document, definition }: Operation, overrideConditions: Map<string, boolean>): Planned {
    const dataKeys = new DataKeys();
    const renamed = renameForPlanning(document, definition, dataKeys);
    if (renamed === undefined) return { kind: 'planned', operation: { queryPlan: { kind: 'QueryPlan' }, dataKeys } };
    try {
      const planned = this.#planner.buildQueryPlan(operationFromDocument(this.#apiSchema, renamed, { validate: false }), { overrideConditions });
      const queryPlan = restoreFields(planned, this.#prepared.virtualFields);
      const fetches = fetchesOf(queryPlan);
      if (fetches.length > this.#maxFetches) return refusal(`The operation needs ${fetches.length} calls to agencies; ${this.#maxFetches} are allowed.`);
      const unanswered = [...unansweredFields(renamed, fetches), ...this.#wronglyAsked(fetches)];
      if (unanswered.length > 0) throw new Error(`no agency answers ${unanswered.join(', ')}`);
      return { kind: 'planned', operation: { queryPlan, dataKeys } };
    } catch (error) {
      // The planner's own bounds, on the selections it would have to visit.
      if (error instanceof GraphQLError) return refusal('The operation is too large to be planned.');
      return { kind: 'refused', reason: new InternalError('INTERNAL_SERVER_ERROR', 'the operation cannot be planned', { cause: error }) };
    }
  }

  /** What the plan asks of an agency that has to be told it. The agency would say null. */
  #wronglyAsked(fetches: readonly FetchNode[]): string[] {
    return fetches.flatMap(({ serviceName, operation, operationKind }) =>
      this.#prepared.externalFields.unanswerableIn(serviceName, parse(operation), ROOT_TYPES[operationKind]),
    );
  }
}

function refusal(message: string): Planned {
  return { kind: 'refused', reason: new ClientError('OPERATION_TOO_COMPLEX', message) };
}

/** Every fetch of the plan, in the order in which it names them. */
export function fetchesOf({ node }: QueryPlan): FetchNode[] {
  const fetches: FetchNode[] = [];
  const visit = (visited: PlanNode | undefined): void => {
    switch (visited?.kind) {
      case undefined:
      case 'Defer':
        return;
      case 'Fetch':
        fetches.push(visited);
        return;
      case 'Flatten':
        visit(visited.node);
        return;
      case 'Condition':
        visit(visited.ifClause);
        visit(visited.elseClause);
        return;
      case 'Sequence':
      case 'Parallel':
        visited.nodes.forEach(visit);
    }
  };
  if (node !== undefined && node.kind !== 'Subscription') visit(node);
  return fetches;
}

/**
 * Root fields that no fetch asks for. The planner leaves out, without a word, what it finds no agency for;
 * executed, that would be a null which says "there is none".
 */
function unansweredFields(renamed: DocumentNode, fetches: readonly FetchNode[]): string[] {
  const asked = new Set(fetches.filter(({ requires }) => requires === undefined).flatMap(({ operation }) => [...rootKeysOf(parse(operation))]));
  return [...rootKeysOf(renamed, true)].filter((key) => !asked.has(key));
}

/**
 * Response keys at the root of a document's operation.
 * @param unconditional leaves out what stands under a condition: it may be one that never holds.
 */
function rootKeysOf({ definitions }: DocumentNode, unconditional = false): Set<string> {
  const keys = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD || (unconditional && selection.directives?.length !== 0)) continue;
      if (selection.kind === Kind.FIELD) keys.add((selection.alias ?? selection.name).value);
      else collect(selection.selectionSet);
    }
  };
  for (const definition of definitions) if (definition.kind === Kind.OPERATION_DEFINITION) collect(definition.selectionSet);
  return keys;
}
