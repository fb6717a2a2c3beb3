// A process with enough to do: whom it still lets in, and what balancers are told.

import { once } from 'node:events';
import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import type { GatewayResponse } from '../../../gateway/handleRequest.js';
import { LoadGate } from '../../../gateway/http/LoadGate.js';
import { OK, POST, testServer } from '../../kit/gateway/httpServer.js';
import { waitFor } from '../../kit/waitFor.js';

const LIMITS = { maxInFlight: 10, maxEventLoopDelayMs: 500 };

/** Takes places that are never given back. */
function fill(gate: LoadGate, count: number): void {
  for (let index = 0; index < count; index += 1) void gate.during(() => new Promise(() => undefined));
}

describe('requests under way', () => {
  it.each([
    [7, undefined, false],
    [8, undefined, true],
    [9, undefined, true],
    [10, 'inFlight', true],
  ] as const)('of ten that may be there are %i: the next is refused for %s, and the process is strained: %s', (count, refusal, strained) => {
    const gate = new LoadGate(LIMITS, { delayMs: 0 });
    fill(gate, count);
    expect([gate.refusal, gate.isStrained]).toEqual([refusal, strained]);
  });

  it('make room when they end, also where they fail', async () => {
    const gate = new LoadGate({ ...LIMITS, maxInFlight: 1 }, { delayMs: 0 });
    const end = Promise.withResolvers<string>();
    const work = gate.during(() => end.promise);
    expect(gate.refusal).toBe('inFlight');
    end.resolve('done');
    expect([await work, gate.refusal]).toEqual(['done', undefined]);
    await expect(gate.during(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(gate.refusal).toBeUndefined();
  });
});

it.each([
  [400, undefined, false],
  [401, undefined, true],
  [500, undefined, true],
  [501, 'eventLoop', true],
] as const)('an event loop that is %i ms late, of 500: refused for %s, strained: %s', (delayMs, refusal, strained) => {
  const gate = new LoadGate(LIMITS, { delayMs });
  expect([gate.isStrained, gate.refusal]).toEqual([strained, refusal]);
});

it('without limits nothing is refused', () => {
  const gate = new LoadGate({ maxInFlight: 0, maxEventLoopDelayMs: 0 }, { delayMs: 60_000 });
  fill(gate, 2_000);
  expect([gate.refusal, gate.isStrained]).toEqual([undefined, false]);
});

describe('the door', () => {
  let server: FastifyInstance | undefined;
  afterEach(() => server?.close());

  it('refuses what is too much before it reads it, tells who answers probes, and lets in again when one has ended', async () => {
    const release: (() => void)[] = [];
    const handle = () => new Promise<GatewayResponse>((resolve) => release.push(() => resolve(OK)));
    const shed: object[] = [];
    const serving = (server = testServer({ handle, loadGate: new LoadGate({ ...LIMITS, maxInFlight: 2 }, { delayMs: 0 }), onShed: (refusal) => shed.push(refusal) }));
    const underWay = [serving.inject(POST), serving.inject(POST)];
    await waitFor('both to be under way', () => release.length === 2);

    // Not even JSON: nobody looks.
    const refused = await serving.inject({ ...POST, payload: '{', headers: { 'content-type': 'application/json' } });
    expect([refused.statusCode, refused.headers['retry-after'], refused.json()]).toEqual([503, '1', { errors: [{ message: 'The gateway has too much to do. Try again later.', extensions: { code: 'OVERLOADED' } }] }]);
    expect(shed).toEqual([{ limit: 'inFlight' }]);
    const probes = await Promise.all(['/health/live', '/health/ready'].map((url) => serving.inject(url)));
    expect(probes.map(({ statusCode }) => statusCode)).toEqual([200, 503]);

    release[0]?.();
    expect((await underWay[0])?.statusCode).toBe(200);
    const next = serving.inject(POST);
    await waitFor('the next to be under way', () => release.length === 3);
    for (const end of release) end();
    expect((await next).statusCode).toBe(200);
    await Promise.all(underWay);
    expect((await serving.inject('/health/ready')).statusCode).toBe(200);
  });

  it('is not filled by who announces a body and never sends it', async () => {
    const serving = (server = testServer({ loadGate: new LoadGate({ ...LIMITS, maxInFlight: 2 }, { delayMs: 0 }) }));
    const url = new URL(await serving.listen({ port: 0, host: '127.0.0.1' }));
    const head = 'POST /graphql HTTP/1.1\r\nhost: gate\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n';
    const idle = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const socket = connect(Number(url.port), url.hostname);
        await once(socket, 'connect');
        socket.write(head);
        return socket;
      }),
    );
    await waitFor('their heads to have arrived', () => new Promise<boolean>((resolve) => serving.server.getConnections((_error, count) => resolve(count === 4))));
    const answers = await Promise.all([serving.inject(POST), serving.inject('/health/ready')]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    for (const socket of idle) socket.destroy();
  });
});
