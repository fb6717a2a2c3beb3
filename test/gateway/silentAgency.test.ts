// One agency falls silent: what the client gets, what the other agencies receive, and how the gateway
// stops asking and starts again. A whole gateway over real sockets.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../../gateway/createGateway.js';
import { ENGINES } from '../kit/federation.js';
import { ask, reportOf, type GatewayAnswer } from '../kit/gateway/ask.js';
import { startTestGateway, TEST_AGENCY_TIMEOUT_MS } from '../kit/gateway/startTestGateway.js';
import type { Behaviour } from '../kit/gateway/TestSubgraph.js';
import { CASE_FILE, READY_CASE, startTestWorld, stopTestWorld, type TestWorld } from '../kit/gateway/testWorld.js';
import { waitFor } from '../kit/waitFor.js';

const SICK = 'security-checks';
const UNAVAILABLE = { status: 'UNAVAILABLE', asOf: null, outcome: null, checks: null };

/** The case as data of four agencies, without what the silent one says or is the cause of. */
function others(answer: GatewayAnswer): object {
  const application = answer.data?.['application'];
  expect(application).toBeTypeOf('object');
  const { clearance: _clearance, readiness: _readiness, ...rest } = application as Record<string, unknown>;
  return rest;
}

describe.each(ENGINES)('with the %s engine,', (engine) => {
  let world: TestWorld;
  let gateway: Gateway;
  let healthy: GatewayAnswer;

  beforeAll(async () => {
    world = await startTestWorld();
    gateway = await startTestGateway(world, { config: { engine } });
    healthy = await askCaseFile();
  });

  afterAll(async () => {
    await gateway?.close();
    await stopTestWorld(world);
  });

  afterEach(async () => {
    for (const subgraph of Object.values(world)) subgraph.reset();
    await world[SICK].stop();
    await world[SICK].start();
  });

  function askCaseFile(url = gateway.url): Promise<GatewayAnswer> {
    return ask(url, CASE_FILE, { variables: { id: READY_CASE } });
  }

  /** What `applicants` was told about the other agencies when it was asked for readiness. */
  function readinessRepresentation(): unknown {
    const call = world.applicants.calls.findLast(({ query }) => query.includes('readiness'));
    return (call?.variables['representations'] as unknown[] | undefined)?.[0];
  }

  describe('with every agency well', () => {
    it('one query brings the case from four agencies, none asked twice in the same wave', () => {
      expect(healthy.status).toBe(200);
      expect(healthy.errors).toBeUndefined();
      expect(healthy.data?.['application']).toMatchObject({
        clearance: { status: 'ANSWERED', outcome: 'CLEARED' },
        demandMatch: { status: 'ANSWERED', openPlaces: 3 },
        placement: { status: 'ANSWERED', region: { quota: { free: 6 } } },
        readiness: { status: 'ANSWERED', missing: [] },
      });
      expect(healthy.extensions?.agencies?.map(({ agency, status, calls }) => ({ agency, status, calls }))).toEqual([
        { agency: 'applicants', status: 'OK', calls: 2 },
        { agency: 'labour-demand', status: 'OK', calls: 1 },
        { agency: 'regional-quotas', status: 'OK', calls: 1 },
        { agency: SICK, status: 'OK', calls: 1 },
      ]);
    });
  });

  interface Silence {
    readonly how: string;
    readonly code: string;
    readonly begin: () => Promise<void> | void;
  }

  const behave = (behaviour: Behaviour) => () => {
    world[SICK].behaviour = behaviour;
  };

  const SILENCES: readonly Silence[] = [
    { how: 'hangs', code: 'SUBGRAPH_REQUEST_TIMEOUT', begin: behave({ kind: 'hang' }) },
    { how: 'is not there', code: 'SUBGRAPH_REQUEST_FAILED', begin: () => world[SICK].stop() },
    { how: 'cuts the connection', code: 'SUBGRAPH_REQUEST_FAILED', begin: behave({ kind: 'reset' }) },
    { how: 'answers HTTP 503', code: 'SUBGRAPH_REQUEST_FAILED', begin: behave({ kind: 'reply', status: 503, body: '{}' }) },
    {
      how: 'answers a page of HTML',
      code: 'SUBGRAPH_BAD_RESPONSE',
      begin: behave({ kind: 'reply', headers: { 'content-type': 'text/html' }, body: '<html>Maintenance</html>' }),
    },
    { how: 'answers 200 and {}', code: 'SUBGRAPH_BAD_RESPONSE', begin: behave({ kind: 'reply', body: '{}' }) },
    { how: 'answers data null without an error', code: 'SUBGRAPH_BAD_RESPONSE', begin: behave({ kind: 'reply', body: '{"data":null}' }) },
    { how: 'answers half a JSON text', code: 'SUBGRAPH_BAD_RESPONSE', begin: behave({ kind: 'reply', body: '{"data":{"_ent' }) },
    {
      how: 'answers null for an entity it owes an answer about',
      code: 'SUBGRAPH_BAD_RESPONSE',
      begin: behave({ kind: 'reply', body: '{"data":{"_entities":[null]}}' }),
    },
    { how: 'answers too few entities', code: 'SUBGRAPH_BAD_RESPONSE', begin: behave({ kind: 'reply', body: '{"data":{"_entities":[]}}' }) },
    {
      how: 'answers too many entities',
      code: 'SUBGRAPH_BAD_RESPONSE',
      begin: behave({ kind: 'reply', body: '{"data":{"_entities":[{"clearance":{"status":"ANSWERED"}},{}]}}' }),
    },
    {
      how: 'says UNAVAILABLE itself',
      code: 'SUBGRAPH_BAD_RESPONSE',
      begin: behave({ kind: 'reply', body: '{"data":{"_entities":[{"clearance":{"status":"UNAVAILABLE","outcome":"CLEARED"}}]}}' }),
    },
    {
      how: 'answers with a status nobody knows',
      code: 'SUBGRAPH_BAD_RESPONSE',
      begin: behave({ kind: 'reply', body: '{"data":{"_entities":[{"clearance":{"status":"FINE","outcome":"CLEARED"}}]}}' }),
    },
    {
      how: 'reports an internal error of its own',
      code: 'SUBGRAPH_REQUEST_FAILED',
      begin: behave({
        kind: 'reply',
        body: '{"data":{"_entities":[null]},"errors":[{"message":"pg: 10.0.0.7 down","path":["_entities",0,"clearance"],"extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}',
      }),
    },
  ];

  describe.each(SILENCES)('an agency that $how', ({ code, begin }) => {
    it('is UNAVAILABLE in an answer that is otherwise whole, and readiness is told so', async () => {
      await begin();
      const answer = await askCaseFile();

      expect(answer.status).toBe(200);
      expect(answer.errors).toBeUndefined();
      expect(answer.data?.['application']).toMatchObject({ clearance: UNAVAILABLE });
      expect(others(answer)).toEqual(others(healthy));
      expect(readinessRepresentation()).toMatchObject({ clearance: { status: 'UNAVAILABLE', outcome: null } });
      expect(answer.data?.['application']).toMatchObject({ readiness: { missing: [{ code: 'CLEARANCE', agency: SICK }] } });
      expect(reportOf(answer, SICK)).toEqual({ agency: SICK, status: 'UNAVAILABLE', calls: 1, code, retryAt: expect.any(String) });
      expect(Date.parse(reportOf(answer, SICK)?.retryAt ?? '')).toBeGreaterThan(Date.now());
    });
  });

  describe('an agency that hangs', () => {
    it('has its call really aborted, and was told how long it had', async () => {
      world[SICK].behaviour = { kind: 'hang' };
      await askCaseFile();
      await waitFor('the call to be aborted', () => world[SICK].abandonedCalls === 1 && world[SICK].openCalls === 0);
      expect(world[SICK].calls[0]?.headers['x-deadline-ms']).toBe(String(TEST_AGENCY_TIMEOUT_MS));
    });

    it('costs the request no more than its deadline, also where its own limit is longer', async () => {
      const hurried = await startTestGateway(world, { config: { engine, requestTimeoutMs: 1_000 }, agency: { timeoutMs: 60_000 } });
      try {
        await askCaseFile(hurried.url);
        world[SICK].reset();
        world[SICK].behaviour = { kind: 'hang' };
        const answer = await askCaseFile(hurried.url);
        expect(answer.status).toBe(200);
        expect(answer.data?.['application']).toMatchObject({ clearance: UNAVAILABLE });
        // Time was kept back for the agency that comes after the hung one, and it could answer.
        expect(reportOf(answer, 'applicants')).toMatchObject({ status: 'OK', calls: 2 });
        expect(answer.data?.['application']).toMatchObject({ readiness: { status: 'ANSWERED' } });
        const deadlineMs = Number(world[SICK].calls[0]?.headers['x-deadline-ms']);
        expect(deadlineMs).toBeGreaterThan(0);
        expect(deadlineMs).toBeLessThanOrEqual(1_000 - 100 - 250);
      } finally {
        await hurried.close();
      }
    });
  });

  describe('the breaker', () => {
    const breaker = { minimumCalls: 3, failureRatio: 0.5, windowMs: 60_000, openMs: 1_000 };

    it.each(SILENCES.slice(0, 6))('of an agency that $how opens, spares it further calls, and closes without a restart', async ({ begin }) => {
      const guarded = await startTestGateway(world, { config: { engine }, agency: { breaker } });
      try {
        await begin();
        for (let call = 0; call < breaker.minimumCalls; call += 1) {
          expect(reportOf(await askCaseFile(guarded.url), SICK)?.calls).toBe(1);
        }
        const asked = world[SICK].calls.length;
        const refused = await askCaseFile(guarded.url);
        expect(world[SICK].calls.length).toBe(asked);
        expect(reportOf(refused, SICK)).toEqual({
          agency: SICK,
          status: 'UNAVAILABLE',
          calls: 0,
          code: 'SUBGRAPH_CIRCUIT_BREAKER_REJECTED',
          retryAt: expect.any(String),
        });
        expect(refused.data?.['application']).toMatchObject({ clearance: UNAVAILABLE });
        expect(others(refused)).toEqual(others(healthy));

        await world[SICK].stop();
        world[SICK].reset();
        await world[SICK].start();
        const recovered = await waitFor('the agency to be asked again', async () => {
          const answer = await askCaseFile(guarded.url);
          return reportOf(answer, SICK)?.status === 'OK' ? answer : null;
        });
        expect(recovered.data).toEqual(healthy.data);
      } finally {
        await guarded.close();
      }
    });

    it('is one per operation class: lookups that fail leave queries to the same agency alone', async () => {
      const guarded = await startTestGateway(world, { config: { engine }, agency: { breaker } });
      try {
        world[SICK].behaviour = { kind: 'reply', body: '{}' };
        for (let call = 0; call < breaker.minimumCalls; call += 1) await askCaseFile(guarded.url);
        world[SICK].reset();
        const answer = await ask(guarded.url, '{ authorities { code } }');
        expect(answer.data).toEqual({ authorities: [{ code: 'KNB' }] });
      } finally {
        await guarded.close();
      }
    });
  });

  describe('a client that leaves', () => {
    it('has its agency calls aborted, and leaves the breaker as it was', async () => {
      const strict = { minimumCalls: 1, failureRatio: 0, windowMs: 60_000, openMs: 60_000 };
      const guarded = await startTestGateway(world, { agency: { timeoutMs: 60_000, breaker: strict }, config: { engine, requestTimeoutMs: 60_000 } });
      try {
        world[SICK].behaviour = { kind: 'hang' };
        const leaving = new AbortController();
        const asked = ask(guarded.url, CASE_FILE, { variables: { id: READY_CASE }, signal: leaving.signal }).catch(() => 'left');
        await waitFor('the agency to be asked', () => world[SICK].openCalls === 1);
        leaving.abort();
        expect(await asked).toBe('left');
        await waitFor('the agency call to be aborted', () => world[SICK].abandonedCalls === 1);
        world[SICK].behaviour = { kind: 'answer' };
        expect((await askCaseFile(guarded.url)).data).toEqual(healthy.data);
      } finally {
        await guarded.close();
      }
    });
  });
});
