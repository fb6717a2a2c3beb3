// What of an error leaves the agency. An error made for the caller goes out as it is; anything else is a
// fault of ours: the log learns where it happened, the caller gets a fixed text, because a database's own words may quote
// what is in a row, and so may anybody's.

import type { FastifyBaseLogger } from 'fastify';
import { GraphQLError, Kind } from 'graphql';
import { faultOf } from '../errors/faultOf.js';

export function maskError(error: Readonly<GraphQLError | Error>, logger: FastifyBaseLogger): GraphQLError | Error {
  if (isForCaller(error)) return error;
  // graphql-js wraps what a resolver throws.
  const cause = (error instanceof GraphQLError ? error.originalError : undefined) ?? error;
  // Not the path, whose names are the caller's: the field's own name, which the schema knows.
  const field = error instanceof GraphQLError ? nameOf(error) : undefined;
  const { code, constraint } = cause as Error & { code?: unknown; constraint?: unknown };
  if (typeof code === 'string' && UNSTORABLE.has(code)) {
    // Of the caller's making, whoever passed it on: else a few such questions would make the gateway take us for sick.
    return new GraphQLError('a text holds a character that no register can hold', {
      ...(error instanceof GraphQLError && { nodes: error.nodes, path: error.path }),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  // Not the error itself: its message and its other fields (PostgreSQL's detail) hold values of the row.
  logger.error({ field, ...faultOf(cause), code: textOf(code, CODE), constraint: textOf(constraint, CONSTRAINT) }, 'a field failed');
  return new GraphQLError('the agency failed to answer this field', {
    ...(error instanceof GraphQLError && { nodes: error.nodes, path: error.path }),
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
}

/**
 * What we say to the caller has a code. Of what graphql-js says, that a request is wrong is for the caller too; what it says
 * of a field while it executes is about a value that we gave it, which it quotes.
 */
function isForCaller(error: Readonly<GraphQLError | Error>): boolean {
  if (!(error instanceof GraphQLError)) return false;
  const { originalError, path, extensions } = error;
  const isGraphQLs = originalError === undefined || originalError instanceof GraphQLError;
  return isGraphQLs && (path === undefined || typeof extensions['code'] === 'string');
}

/** SQLSTATE of a text with NUL, or with what the database's encoding lacks: no row can hold it, so none is meant. */
const UNSTORABLE: ReadonlySet<string> = new Set(['22021', '22P05']);

/** SQLSTATE (PostgreSQL, Appendix A), or a code of node's: `ECONNRESET`. */
const CODE = /^(?:[0-9A-Z]{5}|E[A-Z_]{2,60})$/;

/** A name that a migration has given. */
const CONSTRAINT = /^[a-z_]{1,63}$/;

function textOf(value: unknown, form: RegExp): string | undefined {
  return typeof value === 'string' && form.test(value) ? value : undefined;
}

function nameOf({ nodes }: GraphQLError): string | undefined {
  const [node] = nodes ?? [];
  return node?.kind === Kind.FIELD ? node.name.value : undefined;
}
