// What comes in at the door and is no request that can be answered (badInputTable.ts): each is refused with a clear
// error and the right status, no agency is asked, and the next request is answered as if nothing had been, on a new
// connection and on the same one.

import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../../gateway/createGateway.js';
import { ENGINES, serveWorld } from '../../kit/federation.js';
import { startTestGateway } from '../../kit/gateway/startTestGateway.js';
import { startTestWorld, stopTestWorld, type TestWorld } from '../../kit/gateway/testWorld.js';
import { BAD_BYTES, BAD_REQUESTS, CUT_OFF, MAX_BYTES, nested, type BadRequest } from './badInputTable.js';

interface Refusal {
  readonly errors: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

interface Reply {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Whether it came on a connection that had served another request. */
  readonly reused: boolean;
}

type Sent = Pick<BadRequest, 'method' | 'path' | 'headers' | 'body'>;

const GOOD: Sent = { body: '{"query":"{ authorities { code } }"}' };
const GOOD_DATA = { data: { authorities: [{ code: 'KNB' }] } };

describe.each(ENGINES)('on %s', (engine) => {
  let world: TestWorld;
  let gateway: Gateway;

  beforeAll(async () => {
    world = await startTestWorld();
    gateway = await startTestGateway(world, { config: { engine, maxRequestBytes: MAX_BYTES } });
  });

  afterAll(async () => {
    await gateway?.close();
    await stopTestWorld(world);
  });

  beforeEach(() => {
    for (const subgraph of Object.values(world)) subgraph.reset();
  });

  const port = () => Number(new URL(gateway.url).port);
  const callCount = () => Object.values(world).reduce((sum, { calls }) => sum + calls.length, 0);

  /** On a connection of its own unless an agent keeps one. */
  async function send({ method = 'POST', path = '/graphql', headers = {}, body = '' }: Sent, agent: Agent | false = false): Promise<Reply> {
    const sending = request({ port: port(), method, path, agent, headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers } });
    sending.end(body);
    const [response] = (await once(sending, 'response')) as [IncomingMessage];
    return { status: response.statusCode, headers: response.headers, body: await text(response), reused: sending.reusedSocket };
  }

  const post = (body: string) => send({ body });

  async function isUnharmed(): Promise<void> {
    expect(callCount()).toBe(0);
    const { status, body } = await send(GOOD);
    expect([status, JSON.parse(body)]).toMatchObject([200, GOOD_DATA]);
  }

  it.each(BAD_REQUESTS)('$what is refused', async ({ status = 400, code = 'BAD_USER_INPUT', says, ...sent }) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    try {
      const refused = await send(sent, agent);
      expect(refused.status).toBe(status);
      expect(refused.headers['content-type']).toMatch(/^application\/(graphql-response\+)?json; charset=utf-8$/);
      expect(refused.headers.allow).toBe(status === 405 ? 'GET, POST' : undefined);
      const answer = JSON.parse(refused.body) as Refusal;
      expect(answer).not.toHaveProperty('data');
      expect(answer.errors[0]?.message).toContain(says);
      expect(new Set(answer.errors.map(({ extensions }) => extensions.code))).toEqual(new Set([code]));
      // However much was wrong, and however long it was: finding, writing and sending it has a bound.
      expect(answer.errors.length).toBeLessThanOrEqual(21);
      for (const { message } of answer.errors) expect(message.length).toBeLessThanOrEqual(1_001);
      expect(callCount()).toBe(0);

      const next = await send(GOOD, agent);
      expect([next.status, JSON.parse(next.body)]).toMatchObject([200, GOOD_DATA]);
      expect(next.reused).toBe(refused.headers.connection !== 'close');
    } finally {
      agent.destroy();
    }
    world['security-checks'].reset();
    await isUnharmed();
  });

  it.each([
    [-1, 200],
    [0, 200],
    [1, 413],
    [1_000_000, 413],
  ])('a body of %i bytes more than allowed has status %i', async (more, status) => {
    const frame = '{"query":"{ __typename }","extensions":{"fill":""}}';
    const body = frame.replace('""', `"${'x'.repeat(MAX_BYTES - frame.length + more)}"`);
    // The refusal is sent before the body is read; a client still writing may see its connection cut.
    const response = await post(body).catch(() => undefined);
    expect(response?.status ?? 413).toBe(status);
    if (response?.status === 413) expect(JSON.parse(response.body)).toEqual({ errors: [{ message: 'The body is larger than allowed.', extensions: { code: 'BAD_USER_INPUT' } }] });
    await isUnharmed();
  });

  it.each([
    [99, 200],
    [100, 200],
    [101, 400],
  ])('variables %i deep have status %i', async (depth, status) => {
    expect((await post(`{"query":"{ __typename }","variables":${nested('{"a":', '}', depth - 1, '{}')}}`)).status).toBe(status);
  });

  it.each([
    [199, 'GRAPHQL_VALIDATION_FAILED'],
    [200, 'GRAPHQL_VALIDATION_FAILED'],
    [201, 'GRAPHQL_PARSE_FAILED'],
  ])('a document %i deep is refused, if at all, as %s', async (depth, code) => {
    const { body } = await post(JSON.stringify({ query: nested('{a', '}', depth) }));
    expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code } }] });
  });

  it.each([
    // Within the depth that is allowed, the lists in it multiply beyond what an operation may cost.
    [14, 'The operation costs 2222222; at most 5000 are allowed.'],
    [15, 'The operation is nested 31 deep, counted with fragments opened; at most 30 are allowed.'],
  ])('%i fragments that each hold a field and the next are refused: %s', async (count, says) => {
    const chain = Array.from({ length: count }, (_, index) => {
      const [type, field] = index % 2 === 0 ? ['Application', 'applicant'] : ['Applicant', 'applications'];
      return `fragment F${index} on ${type} { ${index + 1 < count ? `${field} { ...F${index + 1} }` : 'id'} }`;
    });
    const { status, body } = await post(JSON.stringify({ query: `{ application(id: "nobody") { ...F0 } } ${chain.join(' ')}` }));
    expect([status, JSON.parse(body)]).toMatchObject([400, { errors: [{ message: expect.stringContaining(says), extensions: { code: 'OPERATION_TOO_COMPLEX' } }] }]);
  });

  it('keys given twice count once, the last of them; keys of a prototype are keys like any others', async () => {
    const { body } = await post('{"query":"{ no }","query":"{ __typename }","variables":{"__proto__":{"a":1},"constructor":1},"extensions":{"__proto__":{"a":1}},"__proto__":{"a":1}}');
    expect(JSON.parse(body)).toEqual({ data: { __typename: 'Query' } });
    expect(({} as { a?: number }).a).toBeUndefined();
  });

  it('what nobody reads may be as deep as it likes', async () => {
    const { body } = await post(`{"query":"{ __typename }","extensions":{"a":${nested('[', ']', 100_000)}},"other":${nested('[', ']', 100_000)}}`);
    expect(JSON.parse(body)).toEqual({ data: { __typename: 'Query' } });
  });

  it('surrogates that stand alone reach no agency as another character', async () => {
    const { body } = await post('{"query":"query ($id: ID!) { application(id: $id) { id } }","variables":{"id":"\\ud800"}}');
    expect(JSON.parse(body)).toMatchObject({ data: { application: null } });
    expect(world.applicants.calls[0]?.variables).toEqual({ id: '\ud800' });
  });

  it('characters beyond ASCII reach the agency as they are, by POST and by GET', async () => {
    const text = '{ application(id: "қақпа") { id } }';
    await post(JSON.stringify({ query: text }));
    await send({ method: 'GET', path: `/graphql?query=${encodeURIComponent(text)}` });
    await send({ method: 'GET', path: `/graphql?${new URLSearchParams({ query: 'query ($id: ID!) { application(id: $id) { id } }', variables: '{"id":"a+b қақпа"}' })}` });
    const [first, second, third] = world.applicants.calls;
    expect([first?.query, second?.query]).toEqual([expect.stringContaining('"қақпа"'), expect.stringContaining('"қақпа"')]);
    expect(third?.variables).toEqual({ id: 'a+b қақпа' });
  });

  it.each(BAD_BYTES)('$what is answered with $status and the end of the connection', async ({ bytes, status, says }) => {
    const [head = '', body = ''] = (await sendBytes(port(), bytes)).split('\r\n\r\n');
    // Of a request that came before the garbage, its own answer may come first.
    expect(head.split('\r\n')[0]).toBe(`HTTP/1.1 ${status}`);
    expect(head.toLowerCase()).toContain('\r\nconnection: close');
    if (says !== undefined) {
      expect(head).toContain('\r\ncontent-type: application/json; charset=utf-8');
      expect(JSON.parse(body)).toEqual({ errors: [{ message: says, extensions: { code: 'BAD_USER_INPUT' } }] });
    }
    await isUnharmed();
  });

  it.each(CUT_OFF)('%s harms nobody', async (_what, bytes) => {
    const socket = connect(port(), '127.0.0.1');
    await once(socket, 'connect');
    socket.end(bytes);
    socket.resume();
    await once(socket, 'close');
    await isUnharmed();
  });
});

describe.each(ENGINES)('a mutation on %s', (engine) => {
  it('is refused by GET, and asks nobody', async () => {
    const served = await serveWorld({ only: { sdl: 'type Query { a: Int } type Mutation { change: Int }', resolvers: { Mutation: { change: () => 1 } } } }, engine);
    try {
      const refused = await fetch(`${served.url}/graphql?query=${encodeURIComponent('mutation { change }')}`, { headers: { 'apollo-require-preflight': 'true' } });
      expect([refused.status, refused.headers.get('allow'), await refused.json()]).toEqual([
        405,
        'POST',
        { errors: [{ message: 'A mutation must be sent by POST.', extensions: { code: 'BAD_USER_INPUT' } }] },
      ]);
      expect(served.subgraphs['only']?.calls).toEqual([]);
    } finally {
      await served.close();
    }
  });
});

/** @returns what came back until the gateway closed the connection. */
async function sendBytes(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let received = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => (received += chunk));
  socket.write(bytes, 'latin1');
  // A gateway that closes with bytes unread resets the connection: what it said before counts.
  await once(socket, 'close').catch(() => undefined);
  return received;
}
