// An agency on a port, asked over HTTP.

import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEADLINE_HEADER, REQUEST_ID_HEADER } from '../../../../schema/contract/headers.js';
import { serveAgency, type ServedAgency } from '../../../../subgraphs/kit/serve/serveAgency.js';
import { openAgencyStore } from '../../../../subgraphs/kit/store/openAgencyStore.js';
import type { Store } from '../../../../subgraphs/kit/store/openStore.js';
import { waitFor } from '../../../kit/waitFor.js';
import { tinyAgency, type TinyTables } from './tinyAgency.js';

const NOW = new Date('2026-03-02T09:00:00.000Z');

describe('an agency that is served', () => {
  const statements: string[] = [];
  const logged: Record<string, unknown>[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line) as Record<string, unknown>) });
  let store: Store<TinyTables>;
  let served: ServedAgency;

  const serve = (development = true): Promise<ServedAgency> =>
    serveAgency({ agency: tinyAgency, register: store, host: '127.0.0.1', port: 0, clock: { now: () => NOW }, logger, callPolicy: { kind: 'open' }, rowSecurity: 'off', development });

  beforeAll(async () => {
    store = await openAgencyStore(tinyAgency, { kind: 'memory' }, (text) => statements.push(text));
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    served = await serve();
    statements.length = 0;
    logged.length = 0;
  });
  afterEach(() => served.close());

  const ask = (query: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(served.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
      body: JSON.stringify({ query }),
    });
  const door = (path: string, init?: RequestInit): Promise<Response> => fetch(new URL(path, served.url), init);
  const post = (path: string, body: unknown): Promise<Response> =>
    door(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

  describe('answers GraphQL over HTTP:', () => {
    it('a query by POST, with its own clock', async () => {
      const response = await ask('{ now }');
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8');
      expect(await response.json()).toEqual({ data: { now: NOW.toISOString() } });
    });

    it('a query by GET', async () => {
      expect(await (await door('/graphql?query=%7Bnow%7D')).json()).toEqual({ data: { now: NOW.toISOString() } });
    });

    it('the schema that composition reads', async () => {
      const { data } = (await (await ask('{ _service { sdl } }')).json()) as { data: { _service: { sdl: string } } };
      expect(data._service.sdl).toContain('type Tiny');
    });

    it('400 for an operation that does not fit the schema', async () => {
      const response = await ask('{ unknown }');
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ errors: [{ message: 'Cannot query field "unknown" on type "Query".' }] });
    });

    it('405 for another method', async () => {
      expect((await door('/graphql', { method: 'PUT' })).status).toBe(405);
    });

    it('with the id of the request', async () => {
      const requestId = '5f0c1d1e-6f0e-4c3e-9d55-0a1b2c3d4e5f';
      expect(await (await ask('{ requestId }', { [REQUEST_ID_HEADER]: requestId })).json()).toEqual({ data: { requestId } });
      expect(await (await ask('{ requestId }', { [REQUEST_ID_HEADER]: 'person-000001' })).json()).toEqual({ data: { requestId: 'none' } });
      expect(await (await ask('{ requestId }')).json()).toEqual({ data: { requestId: 'none' } });
    });
  });

  describe('tells a mistake from a fault:', () => {
    it('the caller’s mistake goes out as it is', async () => {
      expect(await (await ask('{ callersMistake }')).json()).toMatchObject({
        data: { callersMistake: null },
        errors: [{ message: 'first must be from 1 to 100, got 0', path: ['callersMistake'], extensions: { code: 'BAD_USER_INPUT' } }],
      });
      expect(logged).toEqual([]);
    });

    it('a fault of ours goes out without its words, and into the log without the row’s values', async () => {
      const response = await ask('{ ourFault }');
      const text = await response.text();
      expect(JSON.parse(text)).toMatchObject({
        data: { ourFault: null },
        errors: [{ message: 'the agency failed to answer this field', path: ['ourFault'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
      });
      expect(text).not.toContain('duplicate');
      expect(logged).toMatchObject([{ level: 50, field: 'ourFault', fault: 'PgliteError', code: '23505', constraint: 'tiny_pkey' }]);
      expect(logged[0]?.['stack']).toContainEqual(expect.stringMatching(/PgliteClient\.(js|ts):\d+:\d+\)$/));
      expect(JSON.stringify(logged)).not.toContain('duplicate key');
      expect(JSON.stringify(logged)).not.toContain('person’s name');
    });
  });

  describe('stops working', () => {
    it('when the caller’s time has passed: no statement begins after it', async () => {
      const response = await ask('{ afterTheSignal }', { [DEADLINE_HEADER]: '300' });
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'REQUEST_TIMEOUT' } }] });
      expect(statements).toEqual(["select 'begun'"]);
    });

    it('when the caller has gone, and is as well as before', async () => {
      const caller = new AbortController();
      const asked = fetch(served.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ afterTheSignal }' }),
        signal: caller.signal,
      });
      await waitFor('the first statement', () => statements.length > 0);
      caller.abort();
      await expect(asked).rejects.toThrow();
      expect(await (await ask('{ count }')).json()).toHaveProperty('data.count');
      expect(statements.join()).not.toContain('too late');
    });
  });

  describe('has health doors:', () => {
    it('it lives', async () => {
      expect(await (await door('/health/live')).json()).toEqual({ status: 'live' });
    });

    it('it is ready while its store answers', async () => {
      const response = await door('/health/ready');
      expect([response.status, await response.json()]).toEqual([200, { status: 'ready' }]);
    });

    it('it is not ready, with a reason, when its store has ended', async () => {
      const gone = await openAgencyStore(tinyAgency, { kind: 'memory' });
      const without = await serveAgency({
        agency: tinyAgency,
        register: gone,
        rowSecurity: 'off',
        host: '127.0.0.1',
        port: 0,
        clock: { now: () => NOW },
        logger,
        callPolicy: { kind: 'open' },
        development: false,
      });
      await gone.close();
      const response = await fetch(new URL('/health/ready', without.url));
      expect([response.status, await response.json()]).toEqual([503, { status: 'not ready', reason: 'the store refuses statements' }]);
      expect((await fetch(new URL('/health/live', without.url))).status).toBe(200);
      await without.close();
    });

    it('it is not ready, with a reason, while its store does not come to answer', async () => {
      const { promise: enough, resolve: end } = Promise.withResolvers<void>();
      const long = store.db.transaction().execute(() => enough);
      const response = await door('/health/ready');
      expect([response.status, await response.json()]).toEqual([
        503,
        { status: 'not ready', reason: 'the store has not answered within 1000 ms' },
      ]);
      end();
      await long;
      expect((await door('/health/ready')).status).toBe(200);
    });
  });

  describe('has development doors', () => {
    it('for faults: it shows, sets and clears them', async () => {
      expect(await (await post('/dev/fault', { errorRate: 1 })).json()).toEqual({ errorRate: 1 });
      expect(await (await door('/dev/fault')).json()).toEqual({ errorRate: 1 });
      const failed = await ask('{ now }');
      expect([failed.status, await failed.json()]).toEqual([500, { errors: [{ message: 'a fault was asked for by /dev/fault' }] }]);
      expect(await (await post('/dev/fault', {})).json()).toEqual({});
      expect((await ask('{ now }')).status).toBe(200);
    });

    it('for faults that say what is wrong with a setting', async () => {
      const response = await post('/dev/fault', { errorRate: 2 });
      expect([response.status, await response.json()]).toEqual([400, { error: 'fault/errorRate: must be <= 1' }]);
    });

    it('that keep health out of the fault', async () => {
      await post('/dev/fault', { hang: true });
      expect((await door('/health/live')).status).toBe(200);
    });

    it('for seed data', async () => {
      await store.db.deleteFrom('tiny').execute();
      expect(await (await post('/dev/seed', { applicants: 3 })).json()).toMatchObject({ seededOn: '2026-03-02', cases: 203 });
      expect(await (await ask('{ count }')).json()).toEqual({ data: { count: 203 } });
    });

    it('for the stories', async () => {
      expect(((await (await door('/dev/stories')).json()) as unknown[])[0]).toMatchObject({
        story: 'cleared-and-ready',
        applicationId: 'case-000001',
      });
    });

    it('which do not exist in production', async () => {
      const production = await serve(false);
      for (const path of ['/dev/fault', '/dev/seed', '/dev/stories']) {
        for (const method of ['GET', 'POST']) {
          expect((await fetch(new URL(path, production.url), { method })).status, `${method} ${path}`).toBe(404);
        }
      }
      await production.close();
    });
  });

  const hanging = (deadlineMs?: number): Promise<'answered' | 'cut off'> => {
    const request = httpRequest(served.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(deadlineMs && { [DEADLINE_HEADER]: String(deadlineMs) }) },
    });
    const outcome = new Promise<'answered' | 'cut off'>((resolve) => {
      request.once('response', (response) => {
        response.resume();
        resolve('answered');
      });
      request.once('error', () => resolve('cut off'));
    });
    request.end(JSON.stringify({ query: '{ now }' }));
    return outcome;
  };

  describe('with a caller that is held', () => {
    it('closes although somebody holds a connection open without a request', async () => {
      const silent = connect(Number(new URL(served.url).port), '127.0.0.1');
      await once(silent, 'connect');
      await door('/health/live');
      await served.close();
      await once(silent, 'close');
    });

    it('hangs up when the caller’s time has passed', async () => {
      await post('/dev/fault', { hang: true });
      expect(await hanging(20)).toBe('cut off');
    });

    it.each([{ hang: true }, { latencyMs: 600_000 }])('closes at once under %j: the held request is answered', async (fault) => {
      await post('/dev/fault', fault);
      const outcome = hanging();
      // Answered after the other has been read, and not held itself.
      await door('/health/live');
      await served.close();
      expect(await outcome).toBe('answered');
      await expect(fetch(served.url)).rejects.toThrow();
    });
  });
});
