// JSON text from outside as a value. A whole number that would be rounded is refused: JavaScript keeps some sixteen
// digits, and with the rest gone the key of one person may be that of another.

import { ClientError } from '../errors/ClientError.js';

/** Numbers of fewer digits are exact. */
const LONG_NUMBER = /\d{16}/;

/** @throws {ClientError} for a number, {SyntaxError} for what is not JSON. */
export function parseJson(text: string): unknown {
  return LONG_NUMBER.test(text) ? JSON.parse(text, refuseRounded) : JSON.parse(text);
}

/** @param context holds the number as it was written; TypeScript does not know of it yet. */
function refuseRounded(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value === 'number' && isRounded(value, context?.source ?? '')) {
    throw new ClientError('BAD_USER_INPUT', 'A number in the request has more digits than can be kept: send it as a string.', { transport: true });
  }
  return value;
}

/** Of fractions nobody expects every digit. */
function isRounded(value: number, source: string): boolean {
  return /^-?\d+$/.test(source) && (!Number.isFinite(value) || BigInt(source) !== BigInt(value));
}
