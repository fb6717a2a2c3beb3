// What the page of another site can have a browser send without asking first is refused; what a client sends on purpose passes.

import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { POST, testServer } from '../../kit/gateway/httpServer.js';

let server: FastifyInstance | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

const GET = { method: 'GET', url: '/graphql?query={a}' } as const;

describe('a GET', () => {
  it.each([
    ['without anything', {}, 400],
    ['with the media type of GraphQL, which a page may ask for', { accept: 'application/graphql-response+json' }, 400],
    ['with a request id, which a proxy may have added', { 'x-request-id': 'a' }, 400],
    ['with a content type that a form has', { 'content-type': 'text/plain' }, 400],
    ['with one in other letters and with parameters', { 'content-type': ' Text/Plain;charset=utf-8' }, 400],
    ['with the content type of a form', { 'content-type': 'application/x-www-form-urlencoded' }, 400],
    ['with that of a form with files', { 'content-type': 'multipart/form-data; boundary=a' }, 400],
    ['with a content type that is none', { 'content-type': 'json' }, 400],
    ['with an empty content type', { 'content-type': '' }, 400],
    ['with an empty header', { 'x-apollo-operation-name': '' }, 400],
    ['with the name of its operation', { 'x-apollo-operation-name': 'CaseFile' }, 200],
    ['with the header that says no more than this', { 'apollo-require-preflight': 'true' }, 200],
    ['with a content type that no form has', { 'content-type': 'application/json' }, 200],
  ])('%s', async (_what, headers, status) => {
    const asked: unknown[] = [];
    server = testServer({ handle: (incoming) => Promise.resolve(asked.push(incoming)).then(() => ({ httpStatus: 200, transport: false, headers: {}, body: { data: {} } })) });
    const response = await server.inject({ ...GET, headers });
    expect(response.statusCode).toBe(status);
    expect(asked).toHaveLength(status === 200 ? 1 : 0);
    if (status === 400) {
      expect(response.json()).toEqual({
        errors: [
          {
            message:
              'Send the header x-apollo-operation-name or apollo-require-preflight with a GET, so that it cannot come from the page of another site; or send a POST.',
            extensions: { code: 'BAD_USER_INPUT' },
          },
        ],
      });
    }
  });

  it('may come without where the operator says so', async () => {
    server = testServer({ csrfPrevention: false });
    expect((await server.inject(GET)).statusCode).toBe(200);
  });

  it('of a browser that wants a page gets the page', async () => {
    server = testServer({ graphiqlPage: () => Promise.resolve(Buffer.from('page')) });
    expect((await server.inject({ method: 'GET', url: '/graphql', headers: { accept: 'text/html' } })).body).toBe('page');
  });
});

describe('a POST', () => {
  it('of JSON needs no header: no page can send it unasked', async () => {
    server = testServer();
    expect((await server.inject(POST)).statusCode).toBe(200);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=a'])('of %s is refused', async (type) => {
    server = testServer();
    const headers = { 'content-type': type, 'apollo-require-preflight': 'true' };
    expect((await server.inject({ method: 'POST', url: '/graphql', headers, payload: '{"query":"{ a }"}' })).statusCode).toBe(415);
  });
});
