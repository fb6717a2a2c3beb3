// A process with enough to do: whom it still lets in, and what balancers are told.

import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import type { GatewayResponse } from '../../../gateway/handleRequest.js';
import { LoadGate } from '../../../gateway/http/LoadGate.js';
import { OK, POST, testServer } from '../../kit/gateway/httpServer.js';
import { waitFor } from '../../kit/waitFor.js';

const LIMITS = { maxInFlight: 10, maxEventLoopDelayMs: 500 };

describe('requests under way', () => {
  it.each([
    [7, undefined, false],
    [8, undefined, true],
    [9, undefined, true],
    [10, 'inFlight', true],
  ] as const)('of ten that may be there are %i: the next is refused for %s, and the process is strained: %s', (count, refusal, strained) => {
    const gate = new LoadGate(LIMITS, { delayMs: 0 });
    for (let index = 0; index < count; index += 1) expect(gate.enter()).toBeUndefined();
    expect(gate.isStrained).toBe(strained);
    expect(gate.enter()).toBe(refusal);
  });

  it('make room when they end', () => {
    const gate = new LoadGate({ ...LIMITS, maxInFlight: 1 }, { delayMs: 0 });
    expect([gate.enter(), gate.enter()]).toEqual([undefined, 'inFlight']);
    gate.leave();
    expect(gate.enter()).toBeUndefined();
  });
});

it.each([
  [400, undefined, false],
  [401, undefined, true],
  [500, undefined, true],
  [501, 'eventLoop', true],
] as const)('an event loop that is %i ms late, of 500: refused for %s, strained: %s', (delayMs, refusal, strained) => {
  const gate = new LoadGate(LIMITS, { delayMs });
  expect([gate.isStrained, gate.enter()]).toEqual([strained, refusal]);
});

it('without limits nothing is refused', () => {
  const gate = new LoadGate({ maxInFlight: 0, maxEventLoopDelayMs: 0 }, { delayMs: 60_000 });
  for (let index = 0; index < 2_000; index += 1) expect(gate.enter()).toBeUndefined();
  expect(gate.isStrained).toBe(false);
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

  it('forgets a client that has left', async () => {
    let arrived = 0;
    const handle = () => {
      arrived += 1;
      return new Promise<GatewayResponse>(() => undefined);
    };
    const serving = (server = testServer({ handle, loadGate: new LoadGate({ ...LIMITS, maxInFlight: 1 }, { delayMs: 0 }) }));
    const url = await serving.listen({ port: 0, host: '127.0.0.1' });
    const ask = (signal: AbortSignal) => fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ a }"}', signal });
    const leaving = new AbortController();
    const left = ask(leaving.signal).catch(() => 'left');
    await waitFor('the request to arrive', () => arrived === 1);
    leaving.abort();
    expect(await left).toBe('left');
    const staying = new AbortController();
    await waitFor('the next to be let in', async () => {
      const status = await Promise.race([ask(staying.signal).then((response) => response.status, () => 0), waitFor('it to arrive', () => arrived === 2, { boundMs: 1_000 }).then(() => 200, () => 0)]);
      return status === 200;
    });
    staying.abort();
  });
});
