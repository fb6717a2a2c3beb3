// What the HTTP server does with the stage it calls: mutations by GET, faults, readiness, departures.

import { once } from 'node:events';
import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import type { Exchange } from '../../../gateway/Exchange.js';
import type { GatewayResponse, IncomingRequest } from '../../../gateway/handleRequest.js';
import type { HttpServerOptions } from '../../../gateway/http/createHttpServer.js';
import { OK, POST, testServer } from '../../kit/gateway/httpServer.js';
import { waitFor } from '../../kit/waitFor.js';

let server: FastifyInstance | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

function serve(options: Partial<HttpServerOptions> = {}): FastifyInstance {
  server = testServer(options);
  return server;
}

describe('the door', () => {
  it.each([
    ['POST', POST, true],
    ['GET', { method: 'GET', url: '/graphql?query={a}', headers: { 'apollo-require-preflight': 'true' } } as const, false],
  ])('of %s tells whether mutations may pass', async (_method, request, mutationsAllowed) => {
    const taken: IncomingRequest[] = [];
    await serve({ handle: (incoming) => Promise.resolve(taken.push(incoming)).then(() => OK) }).inject(request);
    expect(taken).toMatchObject([{ mutationsAllowed }]);
  });

  it.each([
    [undefined, false],
    ['located', true],
    ['none', false],
  ])('reads x-answer-errors %s as %s', async (header, located) => {
    const taken: Exchange[] = [];
    await serve({ handle: (_incoming, exchange) => Promise.resolve(taken.push(exchange)).then(() => OK) }).inject({
      ...POST,
      headers: header === undefined ? {} : { 'x-answer-errors': header },
    });
    expect(taken[0]?.locatedAnswers).toBe(located);
  });
});

it('a fault outside the stages is told to the listener and hidden from the client', async () => {
  const faults: unknown[] = [];
  const fault = new Error('secret');
  const response = await serve({ handle: () => Promise.reject(fault), onFault: (thrown) => faults.push(thrown) }).inject(POST);
  expect(response.statusCode).toBe(500);
  expect(response.body).not.toContain('secret');
  expect(faults).toEqual([fault]);
});

it('a client may not take for ever to send its request', () => {
  expect(serve().server.requestTimeout).toBe(10_000);
});

it('is not ready when it says so, and still alive', async () => {
  const draining = serve({ isReady: () => false });
  expect((await draining.inject('/health/ready')).statusCode).toBe(503);
  expect((await draining.inject('/health/live')).statusCode).toBe(200);
});

it('a client that closes its connection aborts its exchange, one that waits does not', async () => {
  const exchanges: Exchange[] = [];
  const answer = Promise.withResolvers<GatewayResponse>();
  const listening = serve({
    handle: (_incoming, exchange) => {
      exchanges.push(exchange);
      return answer.promise;
    },
  });
  const url = new URL(await listening.listen({ host: '127.0.0.1', port: 0 }));
  const socket = connect(Number(url.port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write('GET /graphql?query={a} HTTP/1.1\r\nhost: x\r\napollo-require-preflight: 1\r\n\r\n');
  await waitFor('the request to arrive', () => exchanges.length === 1);
  expect(exchanges[0]?.isAborted).toBe(false);
  socket.destroy();
  await waitFor('the exchange to be aborted', () => exchanges[0]?.abortedBy === 'clientLeft');
  answer.resolve(OK);
});
