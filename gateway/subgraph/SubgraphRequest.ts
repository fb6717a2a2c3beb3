// One request to one agency, and what comes back: the vocabulary between an engine and the subgraph
// client. A result always has data that the engine can merge; that an agency failed is part of it.

import type { GraphQLFormattedError } from 'graphql';

export interface SubgraphRequest {
  /** The operation for this agency as GraphQL text. The set of texts is bounded: one per fetch of a plan. */
  readonly document: string;
  readonly operationName?: string;
  /** Waves of the plan that come after this one and need time too. Default: 0. */
  readonly laterWaves?: number;
  /** For an entity fetch with `representations`, as federation names it. */
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface SubgraphResult {
  readonly data: Record<string, unknown> | null;
  /** Paths are those of the subgraph's response. */
  readonly errors: readonly GraphQLFormattedError[];
}

/** What a breaker counts apart: a slow search must not cut off a fast lookup of the same agency. */
export type OperationClass = 'lookup' | 'query' | 'mutation';
