// The caller's own mistake as a GraphQL error: safe to show, never counted as a fault of the agency.

import { GraphQLError } from 'graphql';

/** @param message what was expected and what came; it may quote the caller's own input. */
export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
