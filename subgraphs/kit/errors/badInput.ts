// The caller's own mistake as a GraphQL error: safe to show, never counted as a fault of the agency.

import { GraphQLError } from 'graphql';

/**
 * @param message what was expected and what came; it may quote the caller's own input. The gateway does not pass it on.
 * @param argument the field's argument that is wrong, where it is one: the gateway tells its name to the client.
 */
export function badInput(message: string, argument?: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', ...(argument !== undefined && { argument }) } });
}
