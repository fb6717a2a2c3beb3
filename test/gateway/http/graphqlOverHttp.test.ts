// GraphQL over HTTP as clients meet it: the specification's own audits, and what they leave out.

import { serverAudits } from 'graphql-http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../../../gateway/createGateway.js';
import { ENGINES } from '../../kit/federation.js';
import { ask } from '../../kit/gateway/ask.js';
import { startTestGateway } from '../../kit/gateway/startTestGateway.js';
import { startTestWorld, stopTestWorld, type TestWorld } from '../../kit/gateway/testWorld.js';

const GRAPHQL = 'application/graphql-response+json';
const JSON_TYPE = 'application/json';

let world: TestWorld;
let gateway: Gateway;

beforeAll(async () => {
  world = await startTestWorld();
  gateway = await startTestGateway(world, { config: { maxRequestBytes: 4_096 } });
});

afterAll(async () => {
  await gateway?.close();
  await stopTestWorld(world);
});

afterEach(() => {
  for (const subgraph of Object.values(world)) subgraph.reset();
});

const callCount = () => Object.values(world).reduce((sum, { calls }) => sum + calls.length, 0);

function post(body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': JSON_TYPE, ...headers }, body });
}

const get = (search: Record<string, string>, accept = GRAPHQL) =>
  fetch(`${gateway.url}/graphql?${new URLSearchParams(search)}`, { headers: { accept, 'apollo-require-preflight': 'true' } });

describe.each(ENGINES)("the specification's audits on %s", (engine) => {
  let audited: Gateway;

  beforeAll(async () => {
    // The audits send GET as the specification lets clients, without the header that shows where it does not come from.
    audited = await startTestGateway(world, { config: { engine, csrfPrevention: false } });
  });

  afterAll(() => audited.close());

  // All of them: what must be (MUST), what should be (SHOULD), and what may be (MAY). None is left out.
  it.each(serverAudits({ url: () => `${audited.url}/graphql` }))('$id $name', async (audit) => {
    const { status, reason } = { reason: '', ...(await audit.fn()) };
    expect(`${status} ${reason}`).toBe('ok ');
  });
});

it.each(serverAudits({ url: () => `${gateway.url}/graphql` }).filter(({ name }) => !name.startsWith('MAY')))('csrfPrevention takes nothing from what must or should be: $id $name', async (audit) => {
  expect((await audit.fn()).status).toBe('ok');
});

describe('a mistake of the client', () => {
  it.each([
    ['a document that does not parse', '{', 'GRAPHQL_PARSE_FAILED'],
    ['a document that is not valid', '{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['an answer without its status', '{ applications { nodes { clearance { outcome } } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a variable that is missing', 'query ($id: ID!) { application(id: $id) { id } }', 'BAD_USER_INPUT'],
    ['two operations and no name', 'query A { __typename } query B { __typename }', 'OPERATION_RESOLUTION_FAILURE'],
  ])('%s is told with its code, has no data, and reaches no agency', async (_what, query, code) => {
    const strict = await post(JSON.stringify({ query }), { accept: GRAPHQL });
    const legacy = await post(JSON.stringify({ query }), { accept: JSON_TYPE });
    expect([strict.status, legacy.status]).toEqual([400, 200]);
    const body = (await strict.json()) as { errors: { extensions: { code: string } }[] };
    expect(body.errors[0]?.extensions.code).toBe(code);
    expect(body).not.toHaveProperty('data');
    expect(await legacy.json()).toEqual(body);
    expect(callCount()).toBe(0);
  });

  it.each([
    ['malformed JSON', '{"query":', {}, 400],
    ['a body that is no object', '[]', {}, 400],
    ['an empty body', '', {}, 400],
    ['no query', '{}', {}, 400],
    ['variables that are no object', '{"query":"{ __typename }","variables":[1]}', {}, 400],
    ['an operation name that is no text', '{"query":"{ __typename }","operationName":1}', {}, 400],
    ['another media type', '{ __typename }', { 'content-type': 'text/plain' }, 415],
    ['a form', 'query={__typename}', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['a client that accepts neither media type', '{"query":"{ __typename }"}', { accept: 'image/png' }, 406],
  ])('%s is refused whatever the client accepts', async (_what, body, headers, status) => {
    for (const accept of [GRAPHQL, JSON_TYPE]) {
      const response = await post(body, { accept, ...headers });
      expect(response.status).toBe(status);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    }
  });

  it.each([
    [-1, 200],
    [0, 200],
    [1, 413],
  ])('a body of %i bytes more than allowed has status %i', async (more, status) => {
    const frame = JSON.stringify({ query: '{ __typename }', extensions: { fill: '' } });
    const body = frame.replace('""', `"${'x'.repeat(4_096 - frame.length + more)}"`);
    expect((await post(body)).status).toBe(status);
  });

  it('a body of 2 MB is refused with 413', async () => {
    const response = await post(JSON.stringify({ query: '{ __typename }', fill: 'x'.repeat(2_000_000) })).catch(() => undefined);
    // The refusal is sent before the body is read; a client still writing may see its connection cut.
    expect(response?.status ?? 413).toBe(413);
  });

  it('another path or method is told where GraphQL is', async () => {
    expect((await fetch(`${gateway.url}/nothing`)).status).toBe(404);
    const response = await fetch(`${gateway.url}/graphql`, { method: 'PUT' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });
});

describe('GET', () => {
  it('answers a query with variables', async () => {
    const response = await get({
      query: 'query ($id: ID!) { application(id: $id) { id } }',
      variables: '{"id":"case-ready"}',
      operationName: '',
    });
    expect(await response.json()).toMatchObject({ data: { application: { id: 'case-ready' } } });
    expect(response.headers.get('content-type')).toBe(`${GRAPHQL}; charset=utf-8`);
  });

  it.each([
    [{}, 400],
    [{ query: '{ __typename }', variables: '{' }, 400],
    [{ query: '{ __typename }', variables: '[]' }, 400],
  ])('of %j has status %i', async (search, status) => {
    expect((await get(search)).status).toBe(status);
  });
});

it('nothing is kept by caches on the way', async () => {
  const response = await post('{"query":"{ __typename }"}');
  expect(response.headers.get('cache-control')).toBe('no-store');
});

describe('the request id', () => {
  it("is the caller's, reaches the agencies and comes back", async () => {
    const given = '5f0c1d1e-6f0e-4c3e-9d55-0a1b2c3d4e5f';
    const answer = await ask(gateway.url, '{ authorities { code } }', { headers: { 'x-request-id': given } });
    expect(answer.headers.get('x-request-id')).toBe(given);
    expect(world['security-checks'].calls[0]?.headers['x-request-id']).toBe(given);
  });

  it.each(['person-000001', 'two words', ''])('is made anew where the given one may not stand in logs: %j', async (given) => {
    const answer = await ask(gateway.url, '{ authorities { code } }', { headers: { 'x-request-id': given } });
    const made = answer.headers.get('x-request-id');
    expect(made).toMatch(/^[0-9a-f-]{36}$/);
    expect(world['security-checks'].calls.at(-1)?.headers['x-request-id']).toBe(made);
  });
});

describe('probes', () => {
  it.each([
    ['live', 200, { status: 'live' }],
    ['ready', 200, { status: 'ready' }],
  ])('/health/%s', async (probe, status, body) => {
    const response = await fetch(`${gateway.url}/health/${probe}`);
    expect([response.status, await response.json()]).toEqual([status, body]);
  });
});
