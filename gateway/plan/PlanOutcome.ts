// What is asked of a planner and what comes of it, as plain data: both cross from one process to another.

import type { QueryPlan } from '@apollo/query-planner';

export interface PlanRequest {
  /** The document as it is to be executed: what the caller may not see has been cut from it. */
  readonly text: string;
  /** Null for the single anonymous operation of a document. */
  readonly operationName: string | null;
  /** Labels of progressive @override, each with whether it holds. */
  readonly overrides: ReadonlyMap<string, boolean>;
}

/** What the text alone decides: the same for whoever asks, and whenever. */
export type PlanOutcome =
  | {
      readonly kind: 'planned';
      /** Without a node where no agency need be asked. Fetches have no operation names. */
      readonly queryPlan: QueryPlan;
      /** See `DataKeys.numbers`. */
      readonly dataKeyNumbers: ReadonlyMap<string, number>;
      /** Of the plan as it is sent between processes. */
      readonly planBytes: number;
    }
  | { readonly kind: 'tooManyFetches'; readonly fetchCount: number }
  /** Beyond the planner's own bounds, on the selections that it would have to visit. */
  | { readonly kind: 'tooLarge' }
  /** No agency can answer what the API promises. */
  | { readonly kind: 'impossible'; readonly reason: string };

/** What is nothing of the text alone: machine, load and the other requests have a part in it. */
export type PlanFailure =
  | { readonly kind: 'outOfTime' }
  | { readonly kind: 'outOfMemory' }
  | { readonly kind: 'queueFull' }
  /** Nobody waits for it any more, or the generation has ended. */
  | { readonly kind: 'givenUp' }
  | { readonly kind: 'failed'; readonly cause: unknown };
