// How many requests a minute one address and one caller may send to this process. An address is counted whoever calls,
// since whoever has no verified name can take another for each request. Of both, the last few thousand are remembered:
// a flood from ever new ones costs no memory.

import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import plugin from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ClientError } from '../errors/ClientError.js';

export interface RateLimits {
  /** Requests a minute of one caller; 0: any number. */
  readonly perCaller: number;
  /** Requests a minute from one address; 0: any number. */
  readonly perAddress: number;
}

export interface RateRefusal {
  readonly limit: keyof RateLimits;
  /** True where it came through a proxy: one that is not trusted makes one address of all clients behind it. */
  readonly isForwarded: boolean;
}

export interface RateLimitOptions {
  readonly rateLimit: RateLimits;
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
export function limitRate(server: FastifyInstance, { rateLimit: { perCaller, perAddress }, onRateLimited }: RateLimitOptions): Check | undefined {
  if (perCaller === 0 && perAddress === 0) return undefined;
  void server.register(plugin, { global: false });
  const limiters: { readonly limit: keyof RateLimits; readonly limiter: Limiter }[] = [];
  server.after(() => {
    const shared = { timeWindow: MINUTE_MS, cache: REMEMBERED, ipv6Subnet: IPV6_NETWORK_BITS };
    if (perAddress > 0) limiters.push({ limit: 'perAddress', limiter: server.createRateLimit({ ...shared, max: perAddress }) });
    if (perCaller > 0) limiters.push({ limit: 'perCaller', limiter: server.createRateLimit({ ...shared, max: perCaller, keyGenerator: createCallerKey() }) });
  });
  return async (request) => {
    for (const { limit, limiter } of limiters) {
      const count = await limiter(request);
      if (count.isAllowed || !count.isExceeded) continue;
      onRateLimited?.({ limit, isForwarded: request.headers['x-forwarded-for'] !== undefined });
      throw refusal(limit, count.max, count.ttlInSeconds);
    }
  };
}

/**
 * A caller is told by its credentials, whether or not they will prove good; without any it is its address. Only a keyed
 * hash is kept, under a key that ends with the process.
 */
function createCallerKey(): (request: FastifyRequest) => string {
  const secret = randomBytes(32);
  return ({ headers, ip }) => createHmac('sha256', secret).update(credentialsOf(headers) ?? ip).digest('base64');
}

function credentialsOf({ authorization, cookie }: IncomingHttpHeaders): string | undefined {
  return authorization === undefined && cookie === undefined ? undefined : JSON.stringify([authorization, cookie]);
}

const WHO: Readonly<Record<keyof RateLimits, string>> = { perAddress: 'this address', perCaller: 'this caller' };

function refusal(limit: keyof RateLimits, max: number, seconds: number): ClientError {
  const message = `Too many requests: ${WHO[limit]} may send ${max} a minute. Send the next in ${seconds} s.`;
  return new ClientError('RATE_LIMITED', message, { headers: { 'retry-after': String(seconds) }, transport: true });
}
