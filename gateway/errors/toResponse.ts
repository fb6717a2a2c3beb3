// The door out for a request that failed before it had data: any thrown value becomes the errors a
// client may see. Only a ClientError speaks in its own words; everything else gets its code's fixed text.

import type { GraphQLFormattedError } from 'graphql';
import { ClientError } from './ClientError.js';
import { ERROR_REGISTRY } from './errorRegistry.js';
import { InternalError } from './InternalError.js';

export interface ErrorResponse {
  readonly httpStatus: number;
  /** True where the status must be kept for every media type: see `ClientErrorOptions.transport`. */
  readonly transport: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly errors: readonly GraphQLFormattedError[];
}

export function toResponse(thrown: unknown): ErrorResponse {
  if (thrown instanceof ClientError) {
    return {
      httpStatus: thrown.httpStatus,
      transport: thrown.transport,
      headers: thrown.headers,
      errors: thrown.details.map((detail) => ({ ...detail, extensions: { code: thrown.code } })),
    };
  }
  const code = thrown instanceof InternalError ? thrown.code : 'INTERNAL_SERVER_ERROR';
  const definition = ERROR_REGISTRY[code];
  return {
    httpStatus: definition.httpStatus,
    // A failure of the gateway is no GraphQL response: a 200 would let a proxy or a probe call it healthy.
    transport: true,
    headers: {},
    errors: [{ message: definition.message, extensions: { code } }],
  };
}
