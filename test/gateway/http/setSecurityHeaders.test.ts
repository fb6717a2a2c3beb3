import type { FastifyInstance } from 'fastify';
import { afterEach, expect, it } from 'vitest';
import { GRAPHIQL_POLICY } from '../../../gateway/http/graphiqlPage.js';
import { POST, testServer } from '../../kit/gateway/httpServer.js';

let server: FastifyInstance | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

const SAFE = {
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

it.each([
  ['an answer', POST, 200],
  ['a refusal', { ...POST, payload: {} }, 400],
  ['a probe', { method: 'GET', url: '/health/live' } as const, 200],
])('%s has them', async (_what, request, status) => {
  server = testServer();
  const { statusCode, headers } = await server.inject(request);
  expect(statusCode).toBe(status);
  expect(headers).toMatchObject(SAFE);
  expect(headers).not.toHaveProperty('x-powered-by');
});

it('the page of GraphiQL keeps a policy of its own', async () => {
  server = testServer({ graphiqlPage: () => Promise.resolve(Buffer.from('page')) });
  const { headers } = await server.inject({ method: 'GET', url: '/graphql', headers: { accept: 'text/html' } });
  expect(headers).toMatchObject({ ...SAFE, 'content-security-policy': GRAPHIQL_POLICY });
});

it.each([
  [true, 'max-age=31536000'],
  [false, undefined],
])('where transport is strict (%s), browsers are told: %s', async (strictTransport, said) => {
  server = testServer({ strictTransport });
  expect((await server.inject(POST)).headers['strict-transport-security']).toBe(said);
});
