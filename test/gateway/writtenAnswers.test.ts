// What a client reads where an agency gave nothing: answers that the gateway wrote, nulls with located
// errors, and what is left of an agency's own errors. A whole gateway over real sockets.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../../gateway/createGateway.js';
import { ENGINES } from '../kit/federation.js';
import { ask, reportOf } from '../kit/gateway/ask.js';
import { startTestGateway } from '../kit/gateway/startTestGateway.js';
import type { GraphqlResponse } from '../kit/gateway/TestSubgraph.js';
import { CASE_FILE, READY_CASE, startTestWorld, stopTestWorld, type TestWorld } from '../kit/gateway/testWorld.js';

const SICK = 'security-checks';

/** Root fields under whatever key the gateway asked for them. */
function eachRoot(data: GraphqlResponse['data'], change: (value: object) => object | null): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data ?? {}).map(([key, value]) => [key, change(value as object)]));
}

describe.each(ENGINES)('with the %s engine,', (engine) => {
  let world: TestWorld;
  let gateway: Gateway;

  beforeAll(async () => {
    world = await startTestWorld();
    gateway = await startTestGateway(world, { config: { engine } });
  });

  afterAll(async () => {
    await gateway?.close();
    await stopTestWorld(world);
  });

  afterEach(() => {
    for (const subgraph of Object.values(world)) subgraph.reset();
  });

  describe('the answer the gateway writes', () => {
    it('keeps aliases, fragments, type names and lists of cases', async () => {
      world[SICK].behaviour = { kind: 'hang' };
      const answer = await ask(
        gateway.url,
        `query ($withChecks: Boolean = false) {
          applications { nodes { id c: clearance { ...Spoken kind: __typename result: outcome checks @include(if: $withChecks) { status } } } }
        }
        fragment Spoken on AgencyAnswer { s: status who: agency again: retryAt __typename ... on SecurityClearance { policyVersion } }`,
      );
      expect(answer.errors).toBeUndefined();
      const written = {
        s: 'UNAVAILABLE',
        who: SICK,
        again: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        __typename: 'SecurityClearance',
        policyVersion: null,
        kind: 'SecurityClearance',
        result: null,
      };
      expect(answer.data).toEqual({
        applications: { nodes: [{ id: 'case-ready', c: written }, { id: 'case-new', c: written }] },
      });
    });

    it('stands alone by default and has one located error beside it on request', async () => {
      world[SICK].behaviour = { kind: 'reply', body: '{}' };
      const answer = await ask(gateway.url, '{ applications { nodes { clearance { status } readiness { status } } } }', {
        headers: { 'x-answer-errors': 'located' },
      });
      expect(answer.errors).toEqual(
        [0, 1].map((index) => ({
          message: 'The agency answered with something that cannot be used.',
          path: ['applications', 'nodes', index, 'clearance'],
          extensions: { code: 'SUBGRAPH_BAD_RESPONSE', agency: SICK, retryAfterMs: expect.any(Number) },
        })),
      );
    });

    it('is reported as an error only where the client selected it', async () => {
      world[SICK].behaviour = { kind: 'reply', body: '{}' };
      const answer = await ask(gateway.url, `{ application(id: "${READY_CASE}") { readiness { status ready } } }`, {
        headers: { 'x-answer-errors': 'located' },
      });
      expect(answer.errors).toBeUndefined();
      expect(answer.data).toEqual({ application: { readiness: { status: 'ANSWERED', ready: false } } });
      expect(reportOf(answer, SICK)?.status).toBe('UNAVAILABLE');
    });

    it('covers the root of an operation, where the agency asked first is the silent one', async () => {
      await world.applicants.stop();
      try {
        const answer = await ask(gateway.url, CASE_FILE, { variables: { id: READY_CASE } });
        expect(answer.status).toBe(200);
        expect(answer.data).toEqual({ application: null });
        expect(answer.errors).toEqual([
          {
            message: 'The agency could not be reached or failed.',
            path: ['application'],
            extensions: { code: 'SUBGRAPH_REQUEST_FAILED', agency: 'applicants', retryAfterMs: expect.any(Number) },
          },
        ]);
        expect(answer.extensions?.agencies?.map(({ agency }) => agency)).toEqual(['applicants']);
      } finally {
        await world.applicants.start();
      }
    });
  });

  describe('an agency that lies about the form of its answer', () => {
    it.each([
      ['a text where a list belongs', { checks: 'none' }],
      ['a list where an object belongs', { checks: [[]] }],
      ['an object where a name belongs', { outcome: { a: 1 } }],
    ])('with %s spoils that field alone, and is named for it', async (_what, lie) => {
      const healthy = await ask(gateway.url, CASE_FILE, { variables: { id: READY_CASE } });
      world[SICK].behaviour = {
        kind: 'rewrite',
        change: ({ data }) => {
          const entities = (data?.['_entities'] ?? []) as { clearance: object }[];
          return { data: { _entities: entities.map((entity) => ({ ...entity, clearance: { ...entity.clearance, ...lie } })) } };
        },
      };
      const answer = await ask(gateway.url, CASE_FILE, { variables: { id: READY_CASE } });
      const [field = ''] = Object.keys(lie);
      expect(answer.errors).toMatchObject([
        { path: ['application', 'clearance', field], extensions: { code: 'SUBGRAPH_BAD_RESPONSE', agency: SICK } },
      ]);
      const { application } = healthy.data as { application: { clearance: object } };
      expect(answer.data).toEqual({ application: { ...application, clearance: { ...application.clearance, [field]: null } } });
    });

    it('with null in a field that is never null is blamed for it by an error', async () => {
      world['regional-quotas'].behaviour = { kind: 'reply', body: '{"data":{"regions":[{"code":"71","kind":null}]}}' };
      const answer = await ask(gateway.url, '{ regions { code kind } }');
      expect(answer.data).toEqual({ regions: null });
      expect(answer.errors).toEqual([
        {
          message: 'The agency answered with something that cannot be used.',
          path: ['regions', 0, 'kind'],
          extensions: { code: 'SUBGRAPH_BAD_RESPONSE', agency: 'regional-quotas', retryAfterMs: expect.any(Number) },
        },
      ]);
    });

    it.each([
      ['null where there is never one', 'stage', null, null],
      ['a value its enum lacks', 'occupation', { code: '2512', name: [] }, { occupation: null }],
    ])('with %s is blamed also where another agency fails at the same time', async (_what, field, lie, application) => {
      world['regional-quotas'].behaviour = { kind: 'reply', status: 500, body: '' };
      world.applicants.behaviour = { kind: 'rewrite', change: ({ data }) => ({ data: eachRoot(data, (application) => ({ ...application, [field]: lie })) }) };
      const answer = await ask(
        gateway.url,
        `{ application(id: "${READY_CASE}") { ${field === 'stage' ? 'stage' : 'occupation { name }'} region { quota(year: 2026, kind: KANDAS) { free } } } }`,
      );
      expect(answer.data?.['application']).toEqual(application && { ...application, region: { quota: null } });
      expect(answer.errors?.map(({ extensions }) => extensions?.['agency']).toSorted()).toEqual(['applicants', 'regional-quotas']);
    });
  });

  describe('an agency that speaks in the place of a silent one', () => {
    it('is not heard, neither by the client nor by readiness', async () => {
      const strict = { minimumCalls: 1, failureRatio: 0, windowMs: 60_000, openMs: 60_000 };
      const guarded = await startTestGateway(world, { config: { engine }, agency: { breaker: strict } });
      try {
        // Its breaker open, the written answer is there first, and what another agency sends is merged over it.
        world[SICK].behaviour = { kind: 'reply', body: '{}' };
        await ask(guarded.url, CASE_FILE, { variables: { id: READY_CASE } });
        world['regional-quotas'].behaviour = {
          kind: 'rewrite',
          change: ({ data }) => ({
            data: { _entities: ((data?.['_entities'] ?? []) as object[]).map((entity) => ({ ...entity, clearance: { status: 'ANSWERED', outcome: 'CLEARED' } })) },
          }),
        };
        const answer = await ask(
          guarded.url,
          `{ application(id: "${READY_CASE}") { clearance { status outcome } placement { status } readiness { status ready } } }`,
        );
        expect(answer.data).toEqual({
          application: {
            clearance: { status: 'UNAVAILABLE', outcome: null },
            placement: { status: 'ANSWERED' },
            readiness: { status: 'ANSWERED', ready: false },
          },
        });
      } finally {
        await guarded.close();
      }
    });
  });

  const askFor = (selection: string) => ask(gateway.url, `{ application(id: "${READY_CASE}") { ${selection} } }`);

  describe('an alias that is the name of another field', () => {
    it.each([
      ['an answer', 'placement: clearance { status }', { placement: { status: 'UNAVAILABLE' } }],
      ['what readiness rests on', 'clearance: placement { status }', { clearance: { status: 'ANSWERED' } }],
      ['a status', 'clearance { real: status status: agency }', { clearance: { real: 'UNAVAILABLE', status: SICK } }],
    ])('%s deceives neither client nor readiness about a silent agency', async (_what, selection, expected) => {
      world[SICK].behaviour = { kind: 'reply', body: '{}' };
      const answer = await askFor(`${selection} readiness { status ready }`);
      expect(answer.errors).toBeUndefined();
      expect(answer.data).toEqual({ application: { ...expected, readiness: { status: 'ANSWERED', ready: false } } });
    });

    it.each([
      ['the key', 'id: stage clearance { status }', { id: 'INTERVIEW', clearance: { status: 'ANSWERED' } }],
      ['the type name', '__typename: stage clearance { status __typename: outcome }', { __typename: 'INTERVIEW', clearance: { status: 'ANSWERED', __typename: 'CLEARED' } }],
      ['what every object has', 'constructor: clearance { status } toString: stage', { constructor: { status: 'ANSWERED' }, toString: 'INTERVIEW' }],
    ])('%s is answered as GraphQL says, and no agency is blamed for it', async (_what, selection, expected) => {
      const answer = await askFor(selection);
      expect(answer.errors).toBeUndefined();
      expect(answer.data).toEqual({ application: expected });
      expect(answer.extensions?.agencies?.map(({ status }) => status)).toEqual(['OK', 'OK']);
    });

    it('is the name by which an error is located', async () => {
      world[SICK].behaviour = { kind: 'reply', body: '{}' };
      const answer = await ask(gateway.url, '{ applications { cases: nodes { placement: clearance { s: status } } } }', { headers: { 'x-answer-errors': 'located' } });
      expect(answer.errors?.map(({ path }) => path)).toEqual([0, 1].map((index) => ['applications', 'cases', index, 'placement']));
    });
  });

  describe('fields that are no answers', () => {
    it('are null, each entity with one located error that names agency and code', async () => {
      world['regional-quotas'].behaviour = { kind: 'reply', status: 500, body: 'oops' };
      const answer = await ask(gateway.url, `{ application(id: "${READY_CASE}") { id region { name receivesKandas retired } } }`);
      expect(answer.status).toBe(200);
      expect(answer.data).toEqual({ application: { id: READY_CASE, region: null } });
      expect(answer.errors).toEqual([
        {
          message: 'The agency could not be reached or failed.',
          path: ['application', 'region', 'receivesKandas'],
          extensions: { code: 'SUBGRAPH_REQUEST_FAILED', agency: 'regional-quotas', retryAfterMs: expect.any(Number) },
        },
      ]);
    });

    it('leave nullable neighbours their own errors, and the rest of the object its values', async () => {
      world['regional-quotas'].behaviour = { kind: 'reply', status: 500, body: 'oops' };
      const answer = await ask(
        gateway.url,
        `{ application(id: "${READY_CASE}") { region { name a: quota(year: 2026, kind: KANDAS) { free } b: quota(year: 2026, kind: RESETTLER) { free } } } }`,
      );
      expect(answer.data).toEqual({ application: { region: { name: 'Astana', a: null, b: null } } });
      expect(answer.errors?.map(({ path, extensions }) => [path?.at(-1), extensions?.['agency']])).toEqual([
        ['a', 'regional-quotas'],
        ['b', 'regional-quotas'],
      ]);
    });
  });

  describe('what an agency says about its own errors', () => {
    it('goes on where the client can act on it, and shows nothing else of the agency', async () => {
      world[SICK].behaviour = {
        kind: 'rewrite',
        change: ({ data }) => ({
          data,
          errors: [
            {
              message: 'The checks of this case are sealed.',
              path: ['_entities', 0, 'clearance', 'checks'],
              extensions: { code: 'FORBIDDEN', stacktrace: ['at /srv/agency.js'], host: '10.0.0.7' },
            },
          ],
        }),
      };
      const answer = await ask(gateway.url, CASE_FILE, { variables: { id: READY_CASE } });
      expect(answer.errors).toEqual([
        {
          message: 'The agency refuses this.',
          path: ['application', 'clearance', 'checks'],
          extensions: { code: 'FORBIDDEN', agency: SICK },
        },
      ]);
      expect(reportOf(answer, SICK)?.status).toBe('OK');
    });

    it('is replaced by a fixed text where it is an internal error', async () => {
      world.applicants.behaviour = {
        kind: 'rewrite',
        change: ({ data }) => ({
          data: eachRoot(data, () => null),
          errors: [{ message: 'connect 10.0.0.7:5432', path: Object.keys(data ?? {}), extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
        }),
      };
      const answer = await ask(gateway.url, `{ application(id: "${READY_CASE}") { id } }`);
      expect(answer.errors).toEqual([
        {
          message: 'The agency could not be reached or failed.',
          path: ['application'],
          extensions: { code: 'SUBGRAPH_REQUEST_FAILED', agency: 'applicants' },
        },
      ]);
    });
  });
});
