// The HTTP server of the gateway without what stands behind it, for tests of its doors: requests are injected, and all
// that pass are answered alike. Every door is as in development unless the test says otherwise.

import type { FastifyInstance } from 'fastify';
import type { GatewayResponse } from '../../../gateway/handleRequest.js';
import { createHttpServer, type HttpServerOptions } from '../../../gateway/http/createHttpServer.js';
import { LoadGate } from '../../../gateway/http/LoadGate.js';
import { systemClock } from '../../../gateway/util/Clock.js';

export const OK: GatewayResponse = { httpStatus: 200, transport: false, headers: {}, body: { data: { a: 1 } } };

/** The caller closes it. */
export function testServer(options: Partial<HttpServerOptions> = {}): FastifyInstance {
  return createHttpServer({
    handle: () => Promise.resolve(OK),
    clock: systemClock,
    maxRequestBytes: 1_000,
    csrfPrevention: true,
    corsOrigins: [],
    requestsPerAddress: 0,
    trustedProxies: [],
    strictTransport: false,
    isReady: () => true,
    loadGate: new LoadGate({ maxInFlight: 0, maxEventLoopDelayMs: 0 }, { delayMs: 0 }),
    ...options,
  });
}

export const POST = { method: 'POST', url: '/graphql', payload: { query: '{ a }' } } as const;
