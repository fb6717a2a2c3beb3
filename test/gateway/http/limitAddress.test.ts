// Requests of one minute from one address: those that may come, and the next.

import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import type { RateRefusal } from '../../../gateway/errors/rateLimited.js';
import { OK, POST, testServer } from '../../kit/gateway/httpServer.js';

let server: FastifyInstance | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

interface Asking {
  readonly token?: string;
  readonly address?: string;
  /** Of a proxy that speaks for the client. */
  readonly forwardedFor?: string;
}

let handled = 0;

function serve(requestsPerAddress: number, trustedProxies: readonly string[] = []): (asking?: Asking) => Promise<number> {
  handled = 0;
  const handle = () => {
    handled += 1;
    return Promise.resolve(OK);
  };
  const serving = (server = testServer({ requestsPerAddress, trustedProxies, handle }));
  return async ({ token, address = '192.0.2.1', forwardedFor } = {}) => {
    const { statusCode } = await serving.inject({
      method: 'POST',
      url: '/graphql',
      payload: { query: '{ a }' },
      remoteAddress: address,
      headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...(forwardedFor !== undefined && { 'x-forwarded-for': forwardedFor }) },
    });
    return statusCode;
  };
}

async function statusesOf(ask: (asking?: Asking) => Promise<number>, askings: readonly Asking[]): Promise<number[]> {
  const statuses: number[] = [];
  for (const asking of askings) statuses.push(await ask(asking));
  return statuses;
}

describe('an address', () => {
  it.each([
    [2, [200, 200]],
    [3, [200, 200, 200]],
    [4, [200, 200, 200, 429]],
    [6, [200, 200, 200, 429, 429, 429]],
  ])('of three a minute, %i are answered %j', async (count, statuses) => {
    const asked = Array.from({ length: count }, (_, index) => ({ token: `another each time ${index}` }));
    expect(await statusesOf(serve(3), asked)).toEqual(statuses);
    expect(handled).toBe(Math.min(count, 3));
  });

  it('others are not concerned', async () => {
    const ask = serve(1);
    expect(await statusesOf(ask, [{}, {}, { address: '192.0.2.2' }])).toEqual([200, 429, 200]);
  });

  it.each([
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', 429],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', 200],
  ])('one network of IPv6 is one: %s and %s', async (one, other, status) => {
    const ask = serve(1);
    expect(await statusesOf(ask, [{ address: one }, { address: other }])).toEqual([200, status]);
  });

  it('who says it comes for somebody else is believed only where it is a trusted proxy', async () => {
    const askings = [{ forwardedFor: '203.0.113.1' }, { forwardedFor: '203.0.113.2' }, { forwardedFor: '203.0.113.2' }];
    expect(await statusesOf(serve(1), askings)).toEqual([200, 429, 429]);
    await server?.close();
    expect(await statusesOf(serve(1, ['192.0.2.0/24']), askings)).toEqual([200, 200, 429]);
  });
});

it('whoever is refused is told why and when to come again, and its body is not read', async () => {
  const ask = serve(1);
  await ask();
  const response = await server?.inject({ method: 'POST', url: '/graphql', payload: 'no JSON', headers: { 'content-type': 'application/json' }, remoteAddress: '192.0.2.1' });
  const seconds = Number(response?.headers['retry-after']);
  expect(seconds).toBeGreaterThanOrEqual(1);
  expect(seconds).toBeLessThanOrEqual(60);
  expect([response?.statusCode, response?.json()]).toEqual([
    429,
    { errors: [{ message: `Too many requests: this address may send 1 a minute. Send the next in ${seconds} s.`, extensions: { code: 'RATE_LIMITED' } }] },
  ]);
});

it('each refusal is told, and whether a proxy stood in between', async () => {
  const told: RateRefusal[] = [];
  server = testServer({ requestsPerAddress: 1, onRateLimited: (refusal) => told.push(refusal) });
  for (const headers of [{}, { 'x-forwarded-for': '203.0.113.1' }, {}]) await server.inject({ ...POST, headers });
  expect(told).toEqual([
    { limit: 'perAddress', isForwarded: true },
    { limit: 'perAddress', isForwarded: false },
  ]);
});

it('GET counts like POST, probes do not count', async () => {
  const ask = serve(1);
  for (let probe = 0; probe < 3; probe += 1) expect((await server?.inject({ method: 'GET', url: '/health/live', remoteAddress: '192.0.2.1' }))?.statusCode).toBe(200);
  expect(await ask()).toBe(200);
  expect((await server?.inject({ method: 'GET', url: '/graphql?query={a}', remoteAddress: '192.0.2.1' }))?.statusCode).toBe(429);
});

it('without limits any number is answered', async () => {
  expect(new Set(await statusesOf(serve(0), Array.from({ length: 50 }, () => ({}))))).toEqual(new Set([200]));
});
