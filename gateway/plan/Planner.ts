// From an operation to the plan that gets its data: which agency is asked what, in which order. Plans come
// from @apollo/query-planner, over the operation under data keys. Planning costs milliseconds and depends on
// the text alone, so plans are kept in a bounded cache, refusals too: else the costliest operations, those
// that cannot be planned, would be planned again for each request.

import type { QueryPlan } from '@apollo/query-planner';
import { GraphQLError, parse } from 'graphql';
import { ClientError } from '../errors/ClientError.js';
import { InternalError } from '../errors/InternalError.js';
import type { Operation } from '../operation/Operation.js';
import { prepareForPlanning } from '../supergraph/prepareForPlanning.js';
import type { VirtualFields } from '../supergraph/VirtualFields.js';
import { LruCache } from '../util/LruCache.js';
import { CheckedPlanner } from './CheckedPlanner.js';
import { DataKeys } from './DataKeys.js';
import { fetchesOf } from './fetchesOf.js';
import { OverrideShares } from './OverrideShares.js';
import { renameForPlanning } from './renameForPlanning.js';
import { restoreFields } from './restoreFields.js';

export { fetchesOf } from './fetchesOf.js';

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

/** Where a document made without its text is kept; none of ours is. */
const UNKNOWN_LENGTH = 10_000;

export class Planner {
  readonly #planner: CheckedPlanner;
  readonly #virtualFields: VirtualFields;
  readonly #planned: LruCache<Planned>;
  readonly #maxFetches: number;
  readonly #shares: OverrideShares;
  readonly #random: () => number;

  /** @param sdl the composed schema. @throws where it is none. */
  constructor(sdl: string, options: PlannerOptions = {}) {
    const { cachedCharacters = 2_000_000, maxFetches = Number.POSITIVE_INFINITY, random = Math.random } = options;
    const prepared = prepareForPlanning(sdl);
    this.#planner = new CheckedPlanner(prepared);
    this.#virtualFields = prepared.virtualFields;
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
      const queryPlan = restoreFields(this.#planner.plan(renamed, overrideConditions), this.#virtualFields);
      const fetchCount = fetchesOf(queryPlan).length;
      if (fetchCount > this.#maxFetches) return refusal(`The operation needs ${fetchCount} calls to agencies; ${this.#maxFetches} are allowed.`);
      return { kind: 'planned', operation: { queryPlan, dataKeys } };
    } catch (error) {
      // The planner's own bounds, on the selections it would have to visit.
      if (error instanceof GraphQLError) return refusal('The operation is too large to be planned.');
      return { kind: 'refused', reason: new InternalError('INTERNAL_SERVER_ERROR', 'the operation cannot be planned', { cause: error }) };
    }
  }
}

function refusal(message: string): Planned {
  return { kind: 'refused', reason: new ClientError('OPERATION_TOO_COMPLEX', message) };
}
