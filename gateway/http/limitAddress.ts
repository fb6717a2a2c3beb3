// How many requests a minute one address may send to this process, whoever calls: whoever has no verified name can take
// another for each request. It is the door before all work. Of addresses the last few thousand are remembered: a flood
// from ever new ones costs no memory. Callers are counted once they are known (admission/limitCaller.ts).

import plugin from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { rateLimited, type RateRefusal } from '../errors/rateLimited.js';

export interface AddressLimitOptions {
  /** Requests a minute from one address; 0: any number. */
  readonly requestsPerAddress: number;
  /** Hears of each refusal. */
  readonly onRateLimited?: (refusal: RateRefusal) => void;
}

const MINUTE_MS = 60_000;

/** Some 200 bytes each. */
const REMEMBERED = 10_000;

/** Of IPv6 a customer has a network of this many bits, not one address. */
const IPV6_NETWORK_BITS = 64;

type Limiter = ReturnType<FastifyInstance['createRateLimit']>;
type Check = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/**
 * @returns what a route does before it reads a body: refuses with RATE_LIMITED and `retry-after`; undefined where
 * nothing is limited.
 */
export function limitAddress(server: FastifyInstance, { requestsPerAddress, onRateLimited }: AddressLimitOptions): Check | undefined {
  if (requestsPerAddress === 0) return undefined;
  void server.register(plugin, { global: false });
  // Not as a literal: the types of createRateLimit do not know of `cache`, which it takes.
  const settings = { max: requestsPerAddress, timeWindow: MINUTE_MS, cache: REMEMBERED, ipv6Subnet: IPV6_NETWORK_BITS };
  let limiter: Limiter | undefined;
  server.after(() => {
    limiter = server.createRateLimit(settings);
  });
  return async (request) => {
    const count = await limiter?.(request);
    if (count === undefined || count.isAllowed || !count.isExceeded) return;
    onRateLimited?.({ limit: 'perAddress', isForwarded: request.headers['x-forwarded-for'] !== undefined });
    throw rateLimited('perAddress', count.max, count.ttlInSeconds);
  };
}
