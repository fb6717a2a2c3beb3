// Keeps the page of another site from having a visitor's browser ask in the visitor's name. Such a page may send what
// the Fetch standard calls a simple request without asking first; for anything else the browser asks the gateway
// before (a preflight), and the gateway, without CORS, says no. So a request must show that it is not simple.
//
// The rule is that of Apollo Server's csrfPrevention, and clients that fit there fit here: a content type that no form
// has, or one of two headers. A POST has its JSON content type in any case; a GET usually needs a header. `accept`
// cannot stand for one: pages may set it freely. Nor can `x-request-id`: proxies add it to whatever passes.

import type { IncomingHttpHeaders } from 'node:http';
import { ClientError } from '../errors/ClientError.js';

/** A page of another site can send neither without a preflight. */
export const PREFLIGHT_HEADERS = ['x-apollo-operation-name', 'apollo-require-preflight'] as const;

/** What a page may send unasked (Fetch, "CORS-safelisted request-header"). */
const SIMPLE_TYPES: ReadonlySet<string> = new Set(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']);

/** @throws {ClientError} for a request that any page could have had sent. */
export function preventCsrf(headers: IncomingHttpHeaders): void {
  if (PREFLIGHT_HEADERS.some((name) => (headers[name] ?? '') !== '') || hasPreflightType(headers['content-type'])) return;
  throw new ClientError('BAD_USER_INPUT', `Send the header ${PREFLIGHT_HEADERS.join(' or ')} with a GET, so that it cannot come from the page of another site; or send a POST.`, {
    transport: true,
  });
}

function hasPreflightType(contentType = ''): boolean {
  const [, type] = /^\s*([\w!#$&^.+-]+\/[\w!#$&^.+-]+)\s*(;|$)/.exec(contentType) ?? [];
  return type !== undefined && !SIMPLE_TYPES.has(type.toLowerCase());
}
