// What of an error leaves the agency. An error made for the caller goes out as it is; anything else is a
// fault of ours: the log gets it, the caller gets a fixed text, because a database's own words may quote
// what is in a row.

import type { FastifyBaseLogger } from 'fastify';
import { GraphQLError } from 'graphql';

export function maskError(error: Readonly<GraphQLError | Error>, logger: FastifyBaseLogger): GraphQLError | Error {
  const cause = error instanceof GraphQLError ? error.originalError : error;
  // graphql-js wraps what a resolver throws; its own errors, and ours for the caller, are GraphQLErrors to the core.
  if (cause == null || cause instanceof GraphQLError) return error;
  const path = error instanceof GraphQLError ? error.path : undefined;
  const { code, constraint } = cause as Error & { code?: unknown; constraint?: unknown };
  // Not the error itself: its other fields (PostgreSQL's detail) hold values of the row.
  logger.error({ path, stack: cause.stack, code, constraint }, 'a field failed');
  return new GraphQLError('the agency failed to answer this field', {
    ...(error instanceof GraphQLError && { nodes: error.nodes, path: error.path }),
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
}
