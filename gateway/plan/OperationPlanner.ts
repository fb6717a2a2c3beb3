// From an operation to the plan that gets its data: which agency is asked what, in which order. Plans come from
// @apollo/query-planner, over the operation under data keys. It costs milliseconds, for the largest operations that
// are allowed seconds, and so has no place on the event loop: see worker/main.ts. It remembers nothing.

import { serialize } from 'node:v8';
import type { QueryPlan } from '@apollo/query-planner';
import { GraphQLError, Kind, parse, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { firstLineOf } from '../util/firstLineOf.js';
import { prepareForPlanning } from '../supergraph/prepareForPlanning.js';
import type { VirtualFields } from '../supergraph/VirtualFields.js';
import { CheckedPlanner } from './CheckedPlanner.js';
import { DataKeys } from './DataKeys.js';
import { fetchesOf } from './fetchesOf.js';
import type { PlanOutcome, PlanRequest } from './PlanOutcome.js';
import { renameForPlanning } from './renameForPlanning.js';
import { restoreFields } from './restoreFields.js';

export interface OperationPlannerOptions {
  /** Fetches that a plan may have. Default: no bound. */
  readonly maxFetches?: number;
}

export class OperationPlanner {
  readonly #planner: CheckedPlanner;
  readonly #virtualFields: VirtualFields;
  readonly #maxFetches: number;

  /** @param sdl the composed schema, without the rules on who may see what. @throws where it is none. */
  constructor(sdl: string, { maxFetches = Number.POSITIVE_INFINITY }: OperationPlannerOptions = {}) {
    const prepared = prepareForPlanning(sdl);
    this.#planner = new CheckedPlanner(prepared);
    this.#virtualFields = prepared.virtualFields;
    this.#maxFetches = maxFetches;
  }

  /** Never throws. @param request of a document that is valid, with the operation in it. */
  plan({ text, operationName, overrides }: PlanRequest): PlanOutcome {
    try {
      const document = parse(text, { noLocation: true });
      const dataKeys = new DataKeys();
      const renamed = renameForPlanning(document, operationIn(document, operationName), dataKeys);
      if (renamed === undefined) return planned({ kind: 'QueryPlan' }, dataKeys);
      const queryPlan = restoreFields(this.#planner.plan(renamed, new Map(overrides)), this.#virtualFields);
      const fetchCount = fetchesOf(queryPlan).length;
      return fetchCount > this.#maxFetches ? { kind: 'tooManyFetches', fetchCount } : planned(queryPlan, dataKeys);
    } catch (error) {
      return error instanceof GraphQLError ? { kind: 'tooLarge' } : { kind: 'impossible', reason: firstLineOf(error) };
    }
  }
}

function planned(queryPlan: QueryPlan, { numbers }: DataKeys): PlanOutcome {
  return { kind: 'planned', queryPlan, dataKeyNumbers: numbers, planBytes: serialize(queryPlan).byteLength };
}

function operationIn({ definitions }: DocumentNode, name: string | null): OperationDefinitionNode {
  for (const definition of definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION && (name === null || definition.name?.value === name)) return definition;
  }
  throw new Error('the operation to plan stands in its document');
}
