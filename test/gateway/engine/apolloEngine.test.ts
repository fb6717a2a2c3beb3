// What the reference engine answers by itself, and what it keeps apart.

import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Gateway } from '../../../gateway/createGateway.js';
import { ask } from '../../kit/gateway/ask.js';
import { startTestGateway } from '../../kit/gateway/startTestGateway.js';
import { NEW_CASE, READY_CASE, startTestWorld, stopTestWorld, type TestWorld } from '../../kit/gateway/testWorld.js';

let world: TestWorld;
let gateway: Gateway;

beforeAll(async () => {
  world = await startTestWorld();
  gateway = await startTestGateway(world);
});

afterAll(async () => {
  await gateway?.close();
  await stopTestWorld(world);
});

afterEach(() => {
  for (const subgraph of Object.values(world)) subgraph.reset();
});

it('answers introspection without asking an agency', async () => {
  const answer = await ask(gateway.url, getIntrospectionQuery());
  expect(answer.errors).toBeUndefined();
  expect(answer.extensions).toBeUndefined();
  const schema = buildClientSchema(answer.data as unknown as IntrospectionQuery);
  expect(schema.getType('SecurityClearance')).toBeDefined();
  expect(Object.values(world).flatMap(({ calls }) => calls)).toEqual([]);
});

it('asks each agency once for a whole list, and once more where another agency must speak first', async () => {
  const answer = await ask(gateway.url, '{ applications { nodes { id clearance { status } placement { status } readiness { status ready } } } }');
  expect(answer.data).toEqual({
    applications: {
      nodes: [
        { id: READY_CASE, clearance: { status: 'ANSWERED' }, placement: { status: 'ANSWERED' }, readiness: { status: 'ANSWERED', ready: true } },
        { id: NEW_CASE, clearance: { status: 'NOT_REQUESTED' }, placement: { status: 'ANSWERED' }, readiness: { status: 'ANSWERED', ready: false } },
      ],
    },
  });
  expect(answer.extensions?.agencies?.map(({ agency, calls }) => [agency, calls])).toEqual([
    ['applicants', 2],
    ['labour-demand', 1],
    ['regional-quotas', 1],
    ['security-checks', 1],
  ]);
});

it('keeps requests with the same text and other variables apart, also at once', async () => {
  const text = 'query ($id: ID!) { application(id: $id) { id clearance { status } } }';
  const answers = await Promise.all(
    [READY_CASE, NEW_CASE, 'nobody', READY_CASE].map((id) => ask(gateway.url, text, { variables: { id } })),
  );
  expect(answers.map(({ data }) => data?.['application'])).toEqual([
    { id: READY_CASE, clearance: { status: 'ANSWERED' } },
    { id: NEW_CASE, clearance: { status: 'NOT_REQUESTED' } },
    null,
    { id: READY_CASE, clearance: { status: 'ANSWERED' } },
  ]);
});

it('tells operations of one document apart', async () => {
  const query = 'query A { application(id: "case-ready") { id } } query B { authorities { code } }';
  const send = (operationName: string) =>
    fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, operationName }),
    }).then((response) => response.json());
  expect(await send('A')).toMatchObject({ data: { application: { id: 'case-ready' } } });
  expect(await send('B')).toMatchObject({ data: { authorities: [{ code: 'KNB' }] } });
});
