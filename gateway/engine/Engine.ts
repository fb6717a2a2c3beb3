// The port both engines stand behind: an operation and its exchange go in, merged data comes out. An
// engine asks agencies only through the subgraph clients it was given, and never rejects because of
// what an agency did.

import type { GraphQLFormattedError } from 'graphql';
import type { Exchange } from '../Exchange.js';
import type { Operation } from '../operation/Operation.js';
import type { ResponseData } from '../projection/projectResponse.js';

export interface EngineResult {
  /** Shaped as the operation selects, as a tree or as text; undefined where nothing was executed. */
  readonly data: ResponseData | undefined;
  /** As the engine and the agencies gave them: not yet fit for a client (see projection/maskErrors). */
  readonly errors: readonly GraphQLFormattedError[];
}

export interface Engine {
  readonly name: 'apollo' | 'compiled';
  execute(operation: Operation, exchange: Exchange): Promise<EngineResult>;
  close(): Promise<void>;
}
