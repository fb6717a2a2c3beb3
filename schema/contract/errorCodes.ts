// `extensions.code` of every error that may leave the gateway or an agency. The gateway's registry
// (gateway/errors) adds cause and remedy; docs/errors.md is the reader's view of it.

export const ERROR_CODES = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
  'PERSISTED_QUERY_NOT_FOUND',
  'OPERATION_NOT_ALLOWED',
  'OPERATION_TOO_COMPLEX',
  'RATE_LIMITED',
  'UNAUTHENTICATED',
  'UNAUTHORIZED_FIELD_OR_TYPE',
  'PURPOSE_REQUIRED',
  'OVERLOADED',
  'REQUEST_TIMEOUT',
  'SUBGRAPH_REQUEST_FAILED',
  'SUBGRAPH_REQUEST_TIMEOUT',
  'SUBGRAPH_CIRCUIT_BREAKER_REJECTED',
  'SUBGRAPH_OVERLOADED',
  'SUBGRAPH_IN_MAINTENANCE',
  'SUBGRAPH_BAD_RESPONSE',
  'INTERNAL_SERVER_ERROR',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Guard for what an agency sends: it may have codes of its own. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return (ERROR_CODES as readonly unknown[]).includes(code);
}
