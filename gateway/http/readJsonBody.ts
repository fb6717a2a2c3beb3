// The body of a POST as JSON. JSON is UTF-8 (RFC 8259 §8.1), and what is not is refused rather than mended: a
// byte that is replaced by another character could make the key of one person that of nobody, or of another.

import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import { ClientError } from '../errors/ClientError.js';
import { parseJson } from './parseJson.js';

/** @throws {ClientError} */
export function readJsonBody(bytes: Buffer, headers: IncomingHttpHeaders): unknown {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw refusal('Send the body without a content encoding.', 415);
  }
  const [, charset] = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(headers['content-type'] ?? '') ?? [];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw refusal('Send the request as application/json in UTF-8.', 415);
  if (bytes.length === 0) throw refusal('The body is empty.');
  if (!isUtf8(bytes)) throw refusal('The body is not UTF-8.');
  try {
    return parseJson(bytes.toString('utf8'));
  } catch (error) {
    if (error instanceof ClientError) throw error;
    throw refusal('The body is not JSON.');
  }
}

function refusal(message: string, httpStatus = 400): ClientError {
  return new ClientError('BAD_USER_INPUT', message, { httpStatus, transport: true });
}
