// What is told of each answer to a GraphQL request, or to what should have been one, for listeners such as the metrics.

import type { GraphQLFormattedError } from 'graphql';

export interface AnsweredEvent {
  /** As it is sent. */
  readonly httpStatus: number;
  /** As the client sees them: a code may be an agency's own. */
  readonly errors: readonly GraphQLFormattedError[];
}
