// The compiled engine behind a whole gateway, over the committed supergraph and real sockets.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../../../gateway/createGateway.js';
import { ask, reportOf } from '../../kit/gateway/ask.js';
import { startTestGateway, type TestGatewayOptions } from '../../kit/gateway/startTestGateway.js';
import { CASE_FILE, NEW_CASE, READY_CASE, startTestWorld, stopTestWorld, type TestWorld } from '../../kit/gateway/testWorld.js';

/** Nothing here is about time, and the machine may be busy. */
const patient = (config: TestGatewayOptions['config'] = {}): TestGatewayOptions => ({
  config: { requestTimeoutMs: 20_000, ...config },
  agency: { timeoutMs: 10_000 },
});

let world: TestWorld;
let gateway: Gateway;
let reference: Gateway;

beforeAll(async () => {
  world = await startTestWorld();
  gateway = await startTestGateway(world, patient({ engine: 'compiled' }));
  reference = await startTestGateway(world, patient({ engine: 'apollo' }));
});

afterAll(async () => {
  await gateway?.close();
  await reference?.close();
  await stopTestWorld(world);
});

afterEach(() => {
  for (const subgraph of Object.values(world)) subgraph.reset();
});

it('answers the case file as the reference engine does, byte for byte and with as many calls', async () => {
  const answers = await Promise.all([gateway, reference].map(({ url }) => ask(url, CASE_FILE, { variables: { id: READY_CASE } })));
  const [ours, theirs] = answers.map(({ data, errors, extensions }) => ({
    data: JSON.stringify(data),
    errors,
    calls: extensions?.agencies?.map(({ agency, calls }) => [agency, calls]),
  }));
  expect(ours).toEqual(theirs);
  expect(ours?.data).toContain('"clearance":{"status":"ANSWERED"');
});

it('keeps requests with the same text and other variables apart, also at once', async () => {
  const text = 'query ($id: ID!) { application(id: $id) { id clearance { status } } }';
  const ids = [READY_CASE, NEW_CASE, 'nobody', READY_CASE];
  const answers = await Promise.all(ids.map((id) => ask(gateway.url, text, { variables: { id } })));
  expect(answers.map(({ data }) => data?.['application'])).toEqual([
    { id: READY_CASE, clearance: { status: 'ANSWERED' } },
    { id: NEW_CASE, clearance: { status: 'NOT_REQUESTED' } },
    null,
    { id: READY_CASE, clearance: { status: 'ANSWERED' } },
  ]);
});

it('asks about regions of all places once, in one call per agency', async () => {
  const answer = await ask(
    gateway.url,
    `query Regions {
      applications { nodes { region { labourDemand { status } } } }
      application(id: "${READY_CASE}") { region { labourDemand { status } } }
    }`,
  );
  expect(answer.errors).toBeUndefined();
  expect(world['labour-demand'].calls.map(({ operationName, variables }) => [operationName, variables])).toEqual([
    ['Regions__labour_demand', { representations: [{ __typename: 'Region', code: '71' }] }],
  ]);
});

describe('an agency that is silent', () => {
  const TEXT = `{ applications { nodes { region {
    now: labourDemand(year: 2026) { s: status places: openPlaces }
    later: labourDemand(year: 2027) { status again: retryAt }
  } } } }`;

  it('is UNAVAILABLE also in a list, where its field has arguments and another name', async () => {
    world['labour-demand'].behaviour = { kind: 'reset' };
    const answer = await ask(gateway.url, TEXT);
    const region = { now: { s: 'UNAVAILABLE', places: null }, later: { status: 'UNAVAILABLE', again: expect.any(String) } };
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ applications: { nodes: [{ region }, { region }] } });
    expect(reportOf(answer, 'labour-demand')).toMatchObject({ status: 'UNAVAILABLE', calls: 1, code: 'SUBGRAPH_REQUEST_FAILED' });
  });

  it('has one located error per place on request, by the names of the client', async () => {
    world['labour-demand'].behaviour = { kind: 'reply', body: '{}' };
    const answer = await ask(gateway.url, TEXT, { headers: { 'x-answer-errors': 'located' } });
    expect(answer.errors?.map(({ path }) => path?.join('.')).toSorted()).toEqual(
      [0, 1].flatMap((index) => ['later', 'now'].map((name) => `applications.nodes.${index}.region.${name}`)),
    );
  });
});

describe('an operation that asks for too much', () => {
  it.each([
    [2, 200],
    [1, 400],
  ])('with %i calls allowed and two needed has status %i, and no agency is asked where it is refused', async (maxFetchesPerOperation, status) => {
    const strict = await startTestGateway(world, patient({ engine: 'compiled', maxFetchesPerOperation }));
    try {
      const answer = await ask(strict.url, `{ application(id: "${READY_CASE}") { clearance { status } } }`);
      expect(answer.status).toBe(status);
      if (status === 200) return;
      expect(answer.errors).toEqual([
        { message: 'The operation needs 2 calls to agencies; 1 are allowed.', extensions: { code: 'OPERATION_TOO_COMPLEX' } },
      ]);
      expect(Object.values(world).flatMap(({ calls }) => calls)).toEqual([]);
    } finally {
      await strict.close();
    }
  });

  it.each([
    [2, true],
    [1, false],
  ])('with %i entities allowed in a call, two are asked about: %s', async (maxEntitiesPerFetch, isAsked) => {
    const strict = await startTestGateway(world, patient({ engine: 'compiled', maxEntitiesPerFetch }));
    try {
      const answer = await ask(strict.url, '{ applications { nodes { id clearance { status } } } }');
      expect(world['security-checks'].calls).toHaveLength(isAsked ? 1 : 0);
      expect(answer.errors?.map(({ extensions }) => extensions?.['code'])).toEqual(isAsked ? undefined : ['OPERATION_TOO_COMPLEX']);
      // No answer may be read out of a call that was not made.
      if (!isAsked) expect(JSON.stringify(answer.data)).not.toContain('status');
    } finally {
      await strict.close();
    }
  });
});

it('answers the type of the root and introspection without asking an agency', async () => {
  const answer = await ask(gateway.url, '{ kind: __typename __type(name: "Region") { name } }');
  expect(answer.data).toEqual({ kind: 'Query', __type: { name: 'Region' } });
  expect(Object.values(world).flatMap(({ calls }) => calls)).toEqual([]);
});
