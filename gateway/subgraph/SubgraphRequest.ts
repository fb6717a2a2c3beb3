// One request to one agency, and what comes back: the vocabulary between an engine and the subgraph
// client. A result always has data that the engine can merge; that an agency failed is part of it.

import type { GraphQLFormattedError } from 'graphql';
import type { TextKind } from '../util/TextKind.js';
import type { AgencyOperation } from './AgencyOperation.js';
import type { Representations } from './Representations.js';

export interface SubgraphRequest {
  /** As the client that is asked has prepared it. */
  readonly operation: AgencyOperation;
  /** Waves of the plan that come after this one and need time too. Default: 0. */
  readonly laterWaves?: number;
  /** The operation's variables, but for `representations`. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** For a lookup of entities: whom it asks about. */
  readonly representations?: Representations;
}

export interface SubgraphResult {
  /** Exactly what the operation asked for and nothing else, as far as it is not null. */
  readonly data: Record<string, unknown> | null;
  /** True for an answer to all that was asked, taken as it came; false where the gateway filled gaps. */
  readonly isWhole: boolean;
  /** What is known of the strings in the data. */
  readonly textKind: TextKind;
  readonly errors: readonly SubgraphError[];
}

/** Its path is that of the subgraph's response. */
export interface SubgraphError extends GraphQLFormattedError {
  /** Keys beside the last one of the path, that are null for the same reason and have no error of their own. Default: none. */
  readonly alongside?: readonly string[];
}
