// Which pages a browser lets call the gateway: the answers to its questions, as it asks them.

import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { POST, testServer } from '../../kit/gateway/httpServer.js';

const PORTAL = 'https://portal.example';
const STRANGER = 'https://stranger.example';

let server: FastifyInstance | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

const preflight = (origin: string) =>
  ({
    method: 'OPTIONS',
    url: '/graphql',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type,authorization' },
  }) as const;

const serve = (corsOrigins: readonly string[]) => (server = testServer({ corsOrigins }));

describe('where an origin is named', () => {
  it('its pages may send what clients send, for two hours', async () => {
    const { statusCode, headers } = await serve([PORTAL]).inject(preflight(PORTAL));
    expect(statusCode).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': PORTAL,
      'access-control-allow-methods': 'GET, POST',
      'access-control-max-age': '7200',
    });
    expect(String(headers['access-control-allow-headers']).split(', ')).toEqual(expect.arrayContaining(['content-type', 'authorization', 'x-purpose', 'x-case-id', 'x-consent', 'x-deadline-ms']));
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
  });

  it('its pages may read answers, and caches are told on what they depend', async () => {
    const { headers } = await serve([PORTAL]).inject({ ...POST, headers: { origin: PORTAL } });
    expect(headers).toMatchObject({
      'access-control-allow-origin': PORTAL,
      'access-control-expose-headers': 'x-request-id, retry-after',
      vary: 'Origin, accept',
    });
  });

  it('its pages may read refusals too', async () => {
    const { statusCode, headers } = await serve([PORTAL]).inject({ ...POST, headers: { origin: PORTAL }, payload: {} });
    expect([statusCode, headers['access-control-allow-origin']]).toEqual([400, PORTAL]);
  });

  it.each([preflight(STRANGER), { ...POST, headers: { origin: STRANGER } }, POST])('others may not: %j', async (request) => {
    expect((await serve([PORTAL]).inject(request)).headers).not.toHaveProperty('access-control-allow-origin');
  });
});

it('where none is named, nothing is said, and a preflight is refused as any unknown method', async () => {
  const closed = serve([]);
  const answers = [await closed.inject({ ...POST, headers: { origin: PORTAL } }), await closed.inject(preflight(PORTAL))];
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 405]);
  for (const { headers } of answers) {
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    expect(headers.vary).toBe('accept');
  }
});
