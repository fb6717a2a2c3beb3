// What comes in at the door and is no request that can be answered: each is refused with a clear error and the
// right status, no agency is asked, and the next request is answered as if nothing had been.

import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../../gateway/createGateway.js';
import { ENGINES } from '../../kit/federation.js';
import { startTestGateway } from '../../kit/gateway/startTestGateway.js';
import { startTestWorld, stopTestWorld, type TestWorld } from '../../kit/gateway/testWorld.js';

const GRAPHQL = 'application/graphql-response+json';
const MAX_BYTES = 1_048_576;

interface Row {
  readonly what: string;
  readonly body: string | Buffer;
  readonly headers?: Record<string, string>;
  readonly status?: number;
  readonly code?: string;
  /** Part of the first message. */
  readonly says: string;
}

const of = (request: unknown): string => JSON.stringify(request);
const query = (text: string, variables?: unknown): string => of({ query: text, variables });
const nested = (open: string, close: string, depth: number, core = '') => open.repeat(depth) + core + close.repeat(depth);

const bodies: readonly Row[] = [
  { what: 'malformed JSON', body: '{"query":', says: 'The body is not JSON.' },
  { what: 'JSON with a comma too many', body: '{"query":"{ __typename }",}', says: 'The body is not JSON.' },
  { what: 'an empty body', body: '', says: 'The body is empty.' },
  { what: 'a byte order mark', body: '\uFEFF{"query":"{ __typename }"}', says: 'The body is not JSON.' },
  { what: 'a list', body: '[]', says: 'The body must be a JSON object' },
  { what: 'a batch', body: '[{"query":"{ __typename }"}]', says: 'The body must be a JSON object' },
  { what: 'a text', body: '"{ __typename }"', says: 'The body must be a JSON object' },
  { what: 'null', body: 'null', says: 'The body must be a JSON object' },
  { what: 'JSON of 100,000 lists within each other', body: nested('[', ']', 100_000), says: 'The body must be a JSON object' },
  { what: 'bytes that are no UTF-8 in a text', body: Buffer.from('{"query":"{ a(b: \\"\xff\\") }"}', 'latin1'), says: 'The body is not UTF-8.' },
  { what: 'bytes that are no UTF-8 in a key', body: Buffer.from('{"query":"{ __typename }","\xc3":1}', 'latin1'), says: 'The body is not UTF-8.' },
  { what: 'UTF-16', body: Buffer.from('{"query":"{ __typename }"}', 'utf16le'), says: 'The body is not JSON.' },
  { what: 'another character set', body: '{"query":"{ __typename }"}', headers: { 'content-type': 'application/json; charset=utf-16' }, status: 415, says: 'in UTF-8' },
  { what: 'a compressed body, as announced', body: gzipSync('{"query":"{ __typename }"}'), headers: { 'content-encoding': 'gzip' }, status: 415, says: 'without a content encoding' },
  { what: 'a compressed body that is not announced', body: gzipSync('{"query":"{ __typename }"}'), says: 'The body is not UTF-8.' },
  { what: 'plain text', body: '{ __typename }', headers: { 'content-type': 'text/plain' }, status: 415, says: 'application/json' },
  { what: 'a form', body: 'query={__typename}', headers: { 'content-type': 'application/x-www-form-urlencoded' }, status: 415, says: 'application/json' },
  { what: 'no media type that exists', body: '{"query":"{ __typename }"}', headers: { 'content-type': 'nonsense' }, status: 415, says: 'application/json' },
  { what: 'a client that takes no JSON', body: '{"query":"{ __typename }"}', headers: { accept: 'image/png' }, status: 406, says: 'Accept' },
];

const parameters: readonly Row[] = [
  { what: 'no query', body: '{}', says: 'The parameter "query" must be a string.' },
  { what: 'a query that is null', body: of({ query: null }), says: 'The parameter "query" must be a string.' },
  { what: 'a query that is a number', body: of({ query: 1 }), says: 'The parameter "query" must be a string.' },
  { what: 'a query only in a prototype', body: '{"__proto__":{"query":"{ __typename }"}}', says: 'The parameter "query" must be a string.' },
  { what: 'variables that are a list', body: query('{ __typename }', [1]), says: 'The parameter "variables" must be an object.' },
  { what: 'variables that are a text', body: query('{ __typename }', '{}'), says: 'The parameter "variables" must be an object.' },
  { what: 'an operation name that is a number', body: of({ query: '{ __typename }', operationName: 1 }), says: 'The parameter "operationName" must be a string.' },
  { what: 'extensions that are a text', body: of({ query: '{ __typename }', extensions: 'x' }), says: 'The parameter "extensions" must be an object.' },
  { what: 'variables of 100,000 lists within each other', body: `{"query":"query ($id: ID!) { application(id: $id) { id } }","variables":{"id":${nested('[', ']', 100_000)}}}`, says: 'The parameter "variables" is nested more than 100 deep.' },
  { what: 'variables of 101 objects within each other', body: `{"query":"{ __typename }","variables":${nested('{"a":', '}', 101, '1')}}`, says: 'The parameter "variables" is nested more than 100 deep.' },
];

const documents: readonly Row[] = [
  { what: 'an empty document', body: query(''), code: 'GRAPHQL_PARSE_FAILED', says: 'Syntax Error: Unexpected <EOF>.' },
  { what: 'a document of 100,000 fields within each other', body: query(nested('{a', '}', 100_000)), code: 'GRAPHQL_PARSE_FAILED', says: 'nested more than 200 deep' },
  { what: 'a document of 4,900 fields within each other', body: query(nested('{a', '}', 4_900)), code: 'GRAPHQL_PARSE_FAILED', says: 'nested more than 200 deep' },
  { what: 'an argument of 7,000 lists within each other', body: query(`{ application(id: ${nested('[', ']', 7_000)}) { id } }`), code: 'GRAPHQL_PARSE_FAILED', says: 'nested more than 200 deep' },
  { what: 'an argument of 3,000 objects within each other', body: query(`{ application(id: ${nested('{a:', '}', 3_000, '1')}) { id } }`), code: 'GRAPHQL_PARSE_FAILED', says: 'nested more than 200 deep' },
  { what: 'a type of 7,000 lists', body: query(`query ($a: ${nested('[', ']', 7_000, 'Int')}) { __typename }`), code: 'GRAPHQL_PARSE_FAILED', says: 'nested more than 200 deep' },
  { what: 'a document of 10,000 aliases', body: query(`{ ${Array.from({ length: 10_000 }, (_, index) => `a${index}:__typename`).join(' ')} }`), code: 'GRAPHQL_PARSE_FAILED', says: 'more that 15000 tokens' },
  { what: 'one field 5,001 times', body: query(`{ ${'__typename '.repeat(5_001)} }`), code: 'GRAPHQL_VALIDATION_FAILED', says: 'too many fields under one name' },
  { what: '1,000 fragments that spread each other in a circle', body: query(`{ ...F0 } ${Array.from({ length: 1_000 }, (_, index) => `fragment F${index} on Query { ...F${(index + 1) % 1_000} }`).join(' ')}`), code: 'GRAPHQL_VALIDATION_FAILED', says: 'Cannot spread fragment' },
  { what: 'twenty fragments that spread each other twice', body: query(`{ ...F0 } ${Array.from({ length: 20 }, (_, index) => `fragment F${index} on Query { ...F${index + 1} ... { ...F${index + 1} } }`).join(' ')} fragment F20 on Query { __typename }`), code: 'GRAPHQL_VALIDATION_FAILED', says: 'selects more than 5000 fields' },
  { what: '500 fields that do not exist', body: query(`{ ${Array.from({ length: 500 }, (_, index) => `no${index}`).join(' ')} }`), code: 'GRAPHQL_VALIDATION_FAILED', says: 'Cannot query field "no0" on type "Query".' },
  { what: 'an operation that is not there', body: of({ query: 'query A { __typename }', operationName: 'B' }), code: 'OPERATION_RESOLUTION_FAILURE', says: 'no operation named "B"' },
  { what: 'an operation whose name is empty', body: of({ query: 'query A { __typename }', operationName: '' }), code: 'OPERATION_RESOLUTION_FAILURE', says: 'no operation named ""' },
  { what: 'two operations and no name', body: query('query A { __typename } query B { __typename }'), code: 'OPERATION_RESOLUTION_FAILURE', says: 'name one in operationName' },
  { what: 'only a fragment', body: query('fragment F on Query { __typename }'), code: 'GRAPHQL_VALIDATION_FAILED', says: 'Fragment "F" is never used.' },
  { what: 'a subscription', body: query('subscription { a }'), code: 'GRAPHQL_VALIDATION_FAILED', says: 'This API has no subscriptions.' },
];

/** Each variable is of the type that the regions' quota takes. */
const asked = 'query ($code: ID!, $year: Int!, $kind: QuotaKind!) { region(code: $code) { code quota(year: $year, kind: $kind) { places } } }';
const good = { code: '71', year: 2026, kind: 'KANDAS' };
const variables: readonly Row[] = (
  [
    ['a text for a number', { ...good, year: '2026' }, 'Variable "$year" got invalid value "2026"; Int cannot represent non-integer value: "2026"'],
    ['half a number', { ...good, year: 1.5 }, 'Int cannot represent non-integer value: 1.5'],
    ['a number of more than 32 bits', { ...good, year: 2 ** 31 }, 'Int cannot represent non 32-bit signed integer value: 2147483648'],
    ['an object for a scalar', { ...good, code: {} }, 'ID cannot represent value: {}'],
    ['a list of two for one', { ...good, year: [1, 2] }, 'Int cannot represent non-integer value: [1, 2]'],
    ['an enum value that is not there', { ...good, kind: 'OTHER' }, 'Value "OTHER" does not exist in "QuotaKind" enum.'],
    ['an enum value of another form', { ...good, kind: 1 }, 'Enum "QuotaKind" cannot represent non-string value: 1.'],
    ['null where there must be a value', { ...good, year: null }, 'Variable "$year" of non-null type "Int!" must not be null.'],
    ['nothing where there must be a value', { code: '71', kind: 'KANDAS' }, 'Variable "$year" of required type "Int!" was not provided.'],
    ['a variable only in a prototype', JSON.parse('{"code":"71","kind":"KANDAS","__proto__":{"year":2026}}'), 'Variable "$year" of required type "Int!" was not provided.'],
  ] as const
).map(([what, values, says]) => ({ what, body: query(asked, values), code: 'BAD_USER_INPUT', says }));

/** Not even HTTP, or cut off. The bytes, and the status line that comes back: empty where the connection is closed without one. */
const wire: readonly (readonly [what: string, bytes: string, status: string])[] = [
  ['no HTTP', 'hello\r\n\r\n', 'HTTP/1.1 400 Bad Request'],
  ['headers of 20 KB', `GET /graphql HTTP/1.1\r\nhost: x\r\nx-fill: ${'x'.repeat(20_000)}\r\n\r\n`, 'HTTP/1.1 431 Request Header Fields Too Large'],
  ['an address of 20 KB', `GET /graphql?query=${'x'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`, 'HTTP/1.1 431 Request Header Fields Too Large'],
  ['two lengths', 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}', 'HTTP/1.1 400 Bad Request'],
  ['a length and chunks', 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n', 'HTTP/1.1 400 Bad Request'],
  ['a chunk that is none', 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n', 'HTTP/1.1 400 Bad Request'],
];

/** Ended by the client before all of it was sent. */
const cutOff: readonly (readonly [what: string, bytes: string])[] = [
  ['a body shorter than announced', 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{"query"'],
  ['chunks that end half-way', 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"que'],
];

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

  const callCount = () => Object.values(world).reduce((sum, { calls }) => sum + calls.length, 0);

  const post = (body: string | Buffer, headers: Record<string, string> = {}) =>
    fetch(`${gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', accept: GRAPHQL, ...headers }, body: Buffer.from(body) as Uint8Array<ArrayBuffer> });

  async function isUnharmed(): Promise<void> {
    expect(callCount()).toBe(0);
    const response = await post(query('{ authorities { code } }'));
    expect([response.status, await response.json()]).toMatchObject([200, { data: { authorities: [{ code: 'KNB' }] } }]);
  }

  it.each([...bodies, ...parameters, ...documents, ...variables])('$what is refused', async ({ body, headers = {}, status = 400, code = 'BAD_USER_INPUT', says }) => {
    const response = await post(body, headers);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toMatch(/^application\/(graphql-response\+)?json; charset=utf-8$/);
    const answer = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
    expect(answer).not.toHaveProperty('data');
    expect(answer.errors.length).toBeLessThanOrEqual(21);
    expect(answer.errors[0]?.message).toContain(says);
    expect(answer.errors[0]?.extensions.code).toBe(code);
    await isUnharmed();
  });

  it.each([
    [-1, 200],
    [0, 200],
    [1, 413],
    [1_000_000, 413],
  ])('a body of %i bytes more than allowed has status %i', async (more, status) => {
    const frame = of({ query: '{ __typename }', extensions: { fill: '' } });
    const response = await post(frame.replace('""', `"${'x'.repeat(MAX_BYTES - frame.length + more)}"`)).catch(() => undefined);
    // The refusal is sent before the body is read; a client still writing may see its connection cut.
    expect(response?.status ?? 413).toBe(status);
    await isUnharmed();
  });

  it.each([
    [99, 200],
    [100, 200],
    [101, 400],
  ])('variables %i deep have status %i', async (depth, status) => {
    const response = await post(`{"query":"{ __typename }","variables":${nested('{"a":', '}', depth - 1, '{}')}}`);
    expect(response.status).toBe(status);
  });

  it.each([
    [199, 'GRAPHQL_VALIDATION_FAILED'],
    [200, 'GRAPHQL_VALIDATION_FAILED'],
    [201, 'GRAPHQL_PARSE_FAILED'],
  ])('a document %i deep is refused, if at all, as %s', async (depth, code) => {
    expect(await (await post(query(nested('{a', '}', depth)))).json()).toMatchObject({ errors: [{ extensions: { code } }] });
  });

  it('keys given twice count once, the last of them; keys of a prototype are keys like any others', async () => {
    const response = await post('{"query":"{ no }","query":"{ __typename }","variables":{"__proto__":{"a":1},"constructor":1},"extensions":{"__proto__":1}}');
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
    expect(({} as { a?: number }).a).toBeUndefined();
  });

  it('surrogates that stand alone reach no agency as another character', async () => {
    const response = await post('{"query":"query ($id: ID!) { application(id: $id) { id } }","variables":{"id":"\\ud800"}}');
    expect(await response.json()).toMatchObject({ data: { application: null } });
    expect(world.applicants.calls[0]?.variables).toEqual({ id: '\ud800' });
  });

  it.each(wire)('%s is answered with a status and nothing else', async (_what, bytes, status) => {
    expect((await send(gateway, bytes)).split('\r\n')[0]).toBe(status);
    await isUnharmed();
  });

  it.each(cutOff)('%s harms nobody', async (_what, bytes) => {
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.end(bytes);
    socket.resume();
    await once(socket, 'close');
    await isUnharmed();
  });
});

/** @returns what came back until the gateway closed the connection. */
async function send({ url }: Gateway, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let received = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => (received += chunk));
  socket.write(bytes, 'latin1');
  // A gateway that closes with bytes unread resets the connection: what it said before counts.
  await once(socket, 'close').catch(() => undefined);
  return received;
}
