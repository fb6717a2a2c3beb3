// The port both engines stand behind: an operation and its exchange go in, merged data comes out. An
// engine asks agencies only through the subgraph clients it was given, and never rejects because of
// what an agency did.

import type { GraphQLFormattedError } from 'graphql';
import type { Exchange } from '../Exchange.js';
import type { KnownOperation, Operation } from '../operation/Operation.js';
import type { ResponseData } from '../projection/projectResponse.js';

export interface EngineResult {
  /** Shaped as the operation selects, as a tree or as text; undefined where nothing was executed. */
  readonly data: ResponseData | undefined;
  /** As the engine and the agencies gave them: not yet fit for a client (see projection/maskErrors). */
  readonly errors: readonly GraphQLFormattedError[];
}

/** What planning takes at one moment. */
export interface PlanningLoad {
  /** Memory of plans and what is compiled from them, about. */
  readonly cachedBytes: number;
  /** Plannings that wait for a worker. */
  readonly waitingCount: number;
  /** Workers that are planning. */
  readonly busyCount: number;
}

export interface Engine {
  readonly name: 'apollo' | 'compiled';
  execute(operation: Operation, exchange: Exchange): Promise<EngineResult>;
  /**
   * Does ahead of the first request what is done once for an operation, as far as the engine can. Rejects as executing
   * it would. The variables of the operation do not matter.
   */
  prepare(operation: Operation): Promise<void>;
  /** The operations that were executed most, most first; none where the engine does not know. */
  hottest(count: number): readonly KnownOperation[];
  /** Absent where the engine plans by itself and does not say. */
  readonly planningLoad?: () => PlanningLoad;
  /** Never rejects. */
  close(): Promise<void>;
}
