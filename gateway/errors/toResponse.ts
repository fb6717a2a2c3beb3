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

/** A message may quote what the client sent, and a name can be a megabyte long. */
const MAX_MESSAGE_CHARACTERS = 1_000;

export function toResponse(thrown: unknown): ErrorResponse {
  if (thrown instanceof ClientError) {
    return {
      httpStatus: thrown.httpStatus,
      transport: thrown.transport,
      headers: thrown.headers,
      errors: thrown.details.map((detail) => ({ ...detail, message: shorten(detail.message), extensions: { code: thrown.code } })),
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

function shorten(message: string): string {
  return message.length > MAX_MESSAGE_CHARACTERS ? `${message.slice(0, MAX_MESSAGE_CHARACTERS)}…` : message;
}
