// How long the client will wait, as it says itself: in milliseconds from now, never as an instant, since clocks differ.

import type { IncomingHttpHeaders } from 'node:http';
import { DEADLINE_HEADER } from '../../schema/contract/headers.js';
import { ClientError } from '../errors/ClientError.js';

/** Nine digits are eleven days, and a number in any language. */
const MILLISECONDS = /^[1-9]\d{0,8}$/;

/**
 * @returns milliseconds; undefined where the client does not say.
 * @throws {ClientError} where what it says cannot be read: whoever is in a hurry must not be kept waiting by a slip.
 */
export function readDeadline({ [DEADLINE_HEADER]: header }: IncomingHttpHeaders): number | undefined {
  if (header === undefined) return undefined;
  if (typeof header === 'string' && MILLISECONDS.test(header)) return Number(header);
  throw new ClientError('BAD_USER_INPUT', `The header ${DEADLINE_HEADER} must be the milliseconds that are left, a whole number from 1 to 999999999.`);
}
