// The refusal of a request that comes too soon after others: the same words at the door, where addresses are counted, and
// in admission, where callers are.

import { ClientError } from './ClientError.js';

export const RATE_LIMITS = ['perAddress', 'perCaller'] as const;

/** What is told of such a refusal, for the log. Nothing of who it was. */
export type RateRefusal =
  /** `isForwarded`: it came through a proxy; one that is not trusted makes one address of all clients behind it. */
  { readonly limit: 'perAddress'; readonly isForwarded: boolean } | { readonly limit: 'perCaller' };

const WHO: Readonly<Record<RateRefusal['limit'], string>> = { perAddress: 'this address', perCaller: 'this caller' };

/**
 * @param max requests a minute that are allowed.
 * @param seconds until the next may come, a whole number.
 */
export function rateLimited(limit: RateRefusal['limit'], max: number, seconds: number): ClientError {
  const message = `Too many requests: ${WHO[limit]} may send ${max} a minute. Send the next in ${seconds} s.`;
  return new ClientError('RATE_LIMITED', message, { headers: { 'retry-after': String(seconds) }, transport: true });
}
