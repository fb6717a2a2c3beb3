// What arrived on a connection and is no HTTP request: there is nothing to route and nobody to hand it to, so the
// refusal is written to the socket as it stands, in the form that all others have, and the connection ends.

import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { ClientError } from '../errors/ClientError.js';
import { toResponse } from '../errors/toResponse.js';
import type { AnsweredEvent } from './AnsweredEvent.js';
import { JSON_RESPONSE } from './mediaType.js';

/** By the code of node's error. */
const REFUSALS: Readonly<Record<string, readonly [status: number, message: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'The headers or the address are larger than allowed: send the query by POST, in the body.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time.'],
};

/** For node's event `clientError`. */
export function refuseConnection(error: Error, socket: Socket, onAnswered?: (answer: AnsweredEvent) => void): void {
  // Also once it has ended: the rest of what the client sends comes here too, piece by piece.
  if (!socket.writable) return;
  const code = 'code' in error ? String(error.code) : '';
  const known = Object.hasOwn(REFUSALS, code) ? REFUSALS[code] : undefined;
  const [status, message] = known ?? [400, 'This is no HTTP/1.1 request.'];
  const { errors } = toResponse(new ClientError('BAD_USER_INPUT', message));
  onAnswered?.({ httpStatus: status, errors });
  const body = JSON.stringify({ errors });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'connection: close',
    `content-type: ${JSON_RESPONSE}; charset=utf-8`,
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
