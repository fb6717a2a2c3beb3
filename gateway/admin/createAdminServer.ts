// What operators look at, on a port of its own: whoever may ask agencies need not see how they are, and a door that is full
// must not hide why. Serves /metrics. There is no token: who reaches the port may read all of it, so it is bound to
// this machine unless configured otherwise, and holds nothing about any person.

import fastify, { type FastifyInstance } from 'fastify';

/** Within this a request must have arrived, headers and body. */
const RECEIVE_TIMEOUT_MS = 10_000;

export interface AdminServerOptions {
  readonly metrics: MetricsPage;
  /** Hears of faults, with what was thrown. */
  readonly onFault?: (thrown: unknown) => void;
}

/** All metrics as they are now, in the exposition format of Prometheus; prom-client's Registry is one. */
export interface MetricsPage {
  readonly contentType: string;
  metrics(): Promise<string>;
}

export function createAdminServer({ metrics, onFault }: AdminServerOptions): FastifyInstance {
  const server = fastify({
    requestTimeout: RECEIVE_TIMEOUT_MS,
    logger: false,
    // It is the last that closes: a connection that is kept open must not hold up the end.
    forceCloseConnections: true,
  });
  server.addHook('onSend', async (_request, reply) => void reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }));
  server.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'There is nothing here; metrics are at /metrics.' }));
  server.setErrorHandler((thrown, _request, reply) => {
    const status = thrown instanceof Error && 'statusCode' in thrown ? Number(thrown.statusCode) : 500;
    if (status >= 400 && status < 500) return reply.code(status).send({ error: 'The request is not acceptable.' });
    onFault?.(thrown);
    return reply.code(500).send({ error: 'Something went wrong; the log has where.' });
  });
  server.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.metrics()));
  return server;
}
