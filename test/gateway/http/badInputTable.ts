// What comes in at the door and is no request that can be answered, as a table: what is sent, and with which status,
// code and words it is refused. Nothing here reaches an agency.

import { gzipSync } from 'node:zlib';

/** Of the gateway under test. */
export const MAX_BYTES = 1_048_576;

export interface BadRequest {
  readonly what: string;
  /** Default: POST. */
  readonly method?: string;
  /** As it is sent. Default: /graphql. */
  readonly path?: string;
  readonly body?: string | Buffer;
  /** On top of a JSON content type and of accepting the media type of GraphQL. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: 400. */
  readonly status?: number;
  /** Default: BAD_USER_INPUT. */
  readonly code?: string;
  /** Part of the first message. */
  readonly says: string;
}

const of = (request: unknown): string => JSON.stringify(request);
const query = (text: string, variables?: unknown): string => of({ query: text, variables });
const list = (count: number, item: (index: number) => string): string => Array.from({ length: count }, (_, index) => item(index)).join(' ');
export const nested = (open: string, close: string, depth: number, core = ''): string => open.repeat(depth) + core + close.repeat(depth);

const GOOD = '{"query":"{ __typename }"}';
const NO_JSON = 'The body is not JSON.';
const NO_OBJECT = 'The body must be a JSON object with a "query".';
const NO_UTF8 = 'The body is not UTF-8.';
const BAD_ADDRESS = 'The address is not percent-encoded UTF-8.';
const TOO_LONG = 'A number in the request has more digits than can be kept: send it as a string.';
const TOO_DEEP = 'The parameter "variables" is nested more than 100 deep.';

const bodies: readonly BadRequest[] = [
  { what: 'JSON that is cut off', body: '{"query":', says: NO_JSON },
  { what: 'JSON with a comma too many', body: '{"query":"{ __typename }",}', says: NO_JSON },
  { what: 'JSON with something behind it', body: `${GOOD}{}`, says: NO_JSON },
  { what: 'an empty body', body: '', says: 'The body is empty.' },
  { what: 'a byte order mark', body: `\uFEFF${GOOD}`, says: NO_JSON },
  { what: 'a list', body: '[]', says: NO_OBJECT },
  { what: 'a batch', body: `[${GOOD}]`, says: NO_OBJECT },
  { what: 'a text', body: '"{ __typename }"', says: NO_OBJECT },
  { what: 'a number', body: '1', says: NO_OBJECT },
  { what: 'true', body: 'true', says: NO_OBJECT },
  { what: 'null', body: 'null', says: NO_OBJECT },
  { what: 'JSON of 100,000 lists within each other', body: nested('[', ']', 100_000), says: NO_OBJECT },
  { what: 'bytes that are no UTF-8 in a text', body: Buffer.from('{"query":"{ a(b: \\"\xff\\") }"}', 'latin1'), says: NO_UTF8 },
  { what: 'bytes that are no UTF-8 in a key', body: Buffer.from('{"query":"{ __typename }","\xc3":1}', 'latin1'), says: NO_UTF8 },
  { what: 'a character that is cut off at the end', body: Buffer.from('{"query":"\xd2', 'latin1'), says: NO_UTF8 },
  { what: 'UTF-16', body: Buffer.from(GOOD, 'utf16le'), says: NO_JSON },
  { what: 'another character set', body: GOOD, headers: { 'content-type': 'application/json; charset=utf-16' }, status: 415, says: 'Send the request as application/json in UTF-8.' },
  { what: 'a compressed body, as announced', body: gzipSync(GOOD), headers: { 'content-encoding': 'gzip' }, status: 415, says: 'Send the body without a content encoding.' },
  { what: 'a body announced as compressed that is not', body: GOOD, headers: { 'content-encoding': 'br' }, status: 415, says: 'Send the body without a content encoding.' },
  { what: 'a compressed body that is not announced', body: gzipSync(GOOD), says: NO_UTF8 },
  { what: 'plain text', body: '{ __typename }', headers: { 'content-type': 'text/plain' }, status: 415, says: 'Send the request as application/json.' },
  { what: 'a form', body: 'query={__typename}', headers: { 'content-type': 'application/x-www-form-urlencoded' }, status: 415, says: 'Send the request as application/json.' },
  { what: 'no media type that exists', body: GOOD, headers: { 'content-type': 'nonsense' }, status: 415, says: 'Send the request as application/json.' },
  { what: 'a client that takes no JSON', body: GOOD, headers: { accept: 'image/png' }, status: 406, says: 'Accept application/graphql-response+json or application/json.' },
];

const parameters: readonly BadRequest[] = [
  { what: 'no query', body: '{}', says: 'The parameter "query" must be a string.' },
  ...[null, 1, true, {}, ['{ __typename }']].map((value) => ({ what: `the query ${of(value)}`, body: of({ query: value }), says: 'The parameter "query" must be a string.' })),
  { what: 'a query only in a prototype', body: '{"__proto__":{"query":"{ __typename }"}}', says: 'The parameter "query" must be a string.' },
  ...[[1], '{}', 1, false].map((value) => ({ what: `the variables ${of(value)}`, body: query('{ __typename }', value), says: 'The parameter "variables" must be an object.' })),
  ...[1, {}, ['A'], false].map((value) => ({
    what: `the operation name ${of(value)}`,
    body: of({ query: '{ __typename }', operationName: value }),
    says: 'The parameter "operationName" must be a string.',
  })),
  ...['x', 1, [], true].map((value) => ({ what: `the extensions ${of(value)}`, body: of({ query: '{ __typename }', extensions: value }), says: 'The parameter "extensions" must be an object.' })),
  { what: 'variables of 100,000 lists within each other', body: `{"query":"query ($id: ID!) { application(id: $id) { id } }","variables":{"id":${nested('[', ']', 100_000)}}}`, says: TOO_DEEP },
  { what: 'variables of 100,000 lists that nobody declared', body: `{"query":"{ __typename }","variables":{"id":${nested('[', ']', 100_000)}}}`, says: TOO_DEEP },
  { what: 'variables of 101 objects within each other', body: `{"query":"{ __typename }","variables":${nested('{"a":', '}', 101, '1')}}`, says: TOO_DEEP },
  { what: 'a key whose digits would be rounded', body: '{"query":"query ($id: ID!) { application(id: $id) { id } }","variables":{"id":9007199254740993}}', says: TOO_LONG },
  { what: 'a number beyond all numbers', body: `{"query":"{ __typename }","variables":{"n":${'9'.repeat(400)}}}`, says: TOO_LONG },
];

const address = (search: Record<string, string>): string => `/graphql?${new URLSearchParams(search)}`;
const addresses: readonly BadRequest[] = (
  [
    { what: 'GET without a query', path: '/graphql', says: 'The parameter "query" must be a string.' },
    { what: 'GET with two queries', path: '/graphql?query=%7Ba%7D&query=%7Bb%7D', says: 'The parameter "query" must be a string.' },
    { what: 'GET with variables that are no JSON', path: address({ query: '{ __typename }', variables: '{' }), says: 'The parameter "variables" must be JSON.' },
    { what: 'GET with variables twice', path: `${address({ query: '{ __typename }', variables: '{}' })}&variables=%7B%7D`, says: 'The parameter "variables" must be JSON.' },
    { what: 'GET with variables that are a list', path: address({ query: '{ __typename }', variables: '[]' }), says: 'The parameter "variables" must be an object.' },
    { what: 'GET with variables that are rounded', path: address({ query: '{ __typename }', variables: '{"n":9007199254740993}' }), says: TOO_LONG },
    { what: 'GET with extensions that are no JSON', path: address({ query: '{ __typename }', extensions: 'x' }), says: 'The parameter "extensions" must be JSON.' },
    { what: 'GET with bytes that are no UTF-8 in the query', path: '/graphql?query={application(id:"%ff"){id}}', says: BAD_ADDRESS },
    { what: 'GET with half a percent sign', path: '/graphql?query={application(id:"100%"){id}}', says: BAD_ADDRESS },
    { what: 'GET of a path that is no UTF-8', path: '/graph%ffql', says: BAD_ADDRESS },
    { what: 'GET of a mutation that there is not', path: address({ query: 'mutation { a }' }), code: 'GRAPHQL_VALIDATION_FAILED', says: 'Cannot query field "a" on type "Mutation".' },
    { what: 'GET of another path', path: '/graphql/', status: 404, says: 'There is nothing here; GraphQL is at /graphql.' },
    { what: 'GET of a file', path: '/../../etc/passwd', status: 404, says: 'There is nothing here; GraphQL is at /graphql.' },
  ] satisfies BadRequest[]
).map((row) => ({ method: 'GET', ...row }));

const methods: readonly BadRequest[] = [
  { what: 'POST to another path', path: '/', body: GOOD, status: 404, says: 'There is nothing here; GraphQL is at /graphql.' },
  ...['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'].map((method) => ({ what: method, method, path: '/graphql?query=%7B__typename%7D', status: 405, says: 'Send GraphQL by POST or GET.' })),
];

const parseFailed = (what: string, text: string, says: string): BadRequest => ({ what, body: query(text), code: 'GRAPHQL_PARSE_FAILED', says });
const invalid = (what: string, text: string, says: string): BadRequest => ({ what, body: query(text), code: 'GRAPHQL_VALIDATION_FAILED', says });
const BRACKETS = 'Document is nested more than 200 deep.';
const TOO_COMPLEX = 'OPERATION_TOO_COMPLEX';
const tooComplex = (what: string, text: string, says: string): BadRequest => ({ what, body: query(text), code: TOO_COMPLEX, says });
const opened = (found: string, most: number): string => `${found}, counted with fragments opened; at most ${most} are allowed.`;
const unresolved = 'OPERATION_RESOLUTION_FAILURE';

/** A chain of fragments over the two types that lead to each other. */
const chain = (count: number): string =>
  list(count, (index) => `fragment F${index} on ${index % 2 === 0 ? 'Application' : 'Applicant'} { ${index % 2 === 0 ? 'applicant' : 'applications'} { ${index + 1 < count ? `...F${index + 1}` : 'id'} } }`);

const documents: readonly BadRequest[] = [
  parseFailed('an empty document', '', 'Syntax Error: Unexpected <EOF>.'),
  parseFailed('a document with a surrogate that stands alone', '{ application(id: "\ud800") { id } }', 'Syntax Error: Invalid character within String: U+D800.'),
  parseFailed('a document of 100,000 fields within each other', nested('{a', '}', 100_000), BRACKETS),
  parseFailed('a document of 4,900 fields within each other', nested('{a', '}', 4_900), BRACKETS),
  parseFailed('an argument of 100,000 lists within each other', `{ application(id: ${nested('[', ']', 100_000)}) { id } }`, BRACKETS),
  parseFailed('an argument of 7,000 lists within each other', `{ application(id: ${nested('[', ']', 7_000)}) { id } }`, BRACKETS),
  parseFailed('an argument of 100,000 objects within each other', `{ application(id: ${nested('{a:', '}', 100_000, '1')}) { id } }`, BRACKETS),
  parseFailed('a type of 7,000 lists', `query ($a: ${nested('[', ']', 7_000, 'Int')}) { __typename }`, BRACKETS),
  parseFailed('a document of 10,000 aliases', `{ ${list(10_000, (index) => `a${index}:__typename`)} }`, 'more that 15000 tokens'),
  invalid('one field 5,001 times', `{ ${'__typename '.repeat(5_001)} }`, 'The document has too many fields under one name to be validated: select each once.'),
  invalid('1,000 fragments that spread each other in a circle', `{ ...F0 } ${list(1_000, (index) => `fragment F${index} on Query { ...F${(index + 1) % 1_000} }`)}`, 'Cannot spread fragment "F0" within itself via "F1", '),
  tooComplex('1,000 fragments that spread each other in a chain', `{ ...F0 } ${list(1_000, (index) => `fragment F${index} on Query { ${index < 999 ? `...F${index + 1}` : '__typename'} }`)}`, opened('The operation is nested 1001 deep', 30)),
  tooComplex('1,300 fields within each other, by a chain of fragments', `{ application(id: "a") { ...F0 } } ${chain(1_300)}`, opened('The operation is nested 2602 deep', 30)),
  tooComplex('51 fields of the root type', `{ ${list(51, (index) => `a${index}: __typename`)} }`, opened('The operation selects 51 fields of its root type', 50)),
  tooComplex('101 aliases', `{ authorities { ${list(101, (index) => `a${index}: code`)} } }`, opened('The operation has 101 aliases', 100)),
  tooComplex('101 conditions', `{ authorities { ${list(101, () => '... @include(if: true) { code }')} } }`, opened('The operation has 101 directives', 100)),
  tooComplex('lists within each other that come to more than allowed', '{ applications(first: 100) { nodes { applicant { applications { id applicant { applications { id } } } } } } }', 'The operation costs'),
  tooComplex(
    'twenty fragments that spread each other twice',
    `{ ...F0 } ${list(20, (index) => `fragment F${index} on Query { ...F${index + 1} ... { ...F${index + 1} } }`)} fragment F20 on Query { __typename }`,
    opened('The operation is nested 42 deep', 30),
  ),
  invalid('500 fields that do not exist', `{ ${list(500, (index) => `no${index}`)} }`, 'Cannot query field "no0" on type "Query".'),
  invalid('a field whose name is 500 KB long', `{ ${'y'.repeat(500_000)} }`, 'Cannot query field "yyy'),
  invalid('only a fragment', 'fragment F on Query { __typename }', 'Fragment "F" is never used.'),
  invalid('a subscription', 'subscription { a }', 'This API has no subscriptions.'),
  { what: 'an operation that is not there', body: of({ query: 'query A { __typename }', operationName: 'B' }), code: unresolved, says: 'The document has no operation named "B".' },
  { what: 'an operation name of 500 KB', body: of({ query: 'query A { __typename }', operationName: 'B'.repeat(500_000) }), code: unresolved, says: 'The document has no operation named "BBB' },
  { what: 'an operation name that every object has', body: of({ query: 'query A { __typename }', operationName: 'constructor' }), code: unresolved, says: 'The document has no operation named "constructor".' },
  { what: 'an operation whose name is empty', body: of({ query: 'query A { __typename }', operationName: '' }), code: unresolved, says: 'The document has no operation named "".' },
  ...[undefined, null].map((name) => ({
    what: `two operations and the name ${String(name)}`,
    body: of({ query: 'query A { __typename } query B { __typename }', operationName: name }),
    code: unresolved,
    says: 'The document has several operations: name one in operationName.',
  })),
];

/** Each variable is of the type that the regions' quota takes. Every other kind of variable is in compileVariables.test.ts. */
const asked = 'query ($code: ID!, $year: Int!, $kind: QuotaKind!) { region(code: $code) { code quota(year: $year, kind: $kind) { places } } }';
const good = { code: '71', year: 2026, kind: 'KANDAS' };
const manyKeys = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`k${index}`, index]));
const variables: readonly BadRequest[] = (
  [
    ['a text for a number', { ...good, year: '2026' }, 'Variable "$year" got invalid value "2026"; Int cannot represent non-integer value: "2026"'],
    ['half a number', { ...good, year: 1.5 }, 'Variable "$year" got invalid value 1.5; Int cannot represent non-integer value: 1.5'],
    ['a number of more than 32 bits', { ...good, year: 2 ** 31 }, 'Variable "$year" got invalid value 2147483648; Int cannot represent non 32-bit signed integer value: 2147483648'],
    ['an object for a scalar', { ...good, code: {} }, 'Variable "$code" got invalid value {}; ID cannot represent value: {}'],
    ['an object of 50,000 keys for a scalar', { ...good, code: manyKeys }, 'Variable "$code" got invalid value { k0: 0, k1: 1, '],
    ['a list of two for one', { ...good, year: [1, 2] }, 'Variable "$year" got invalid value [1, 2]; Int cannot represent non-integer value: [1, 2]'],
    ['an enum value that is not there', { ...good, kind: 'OTHER' }, 'Variable "$kind" got invalid value "OTHER"; Value "OTHER" does not exist in "QuotaKind" enum.'],
    ['an enum value of another form', { ...good, kind: 1 }, 'Variable "$kind" got invalid value 1; Enum "QuotaKind" cannot represent non-string value: 1.'],
    ['null where there must be a value', { ...good, year: null }, 'Variable "$year" of non-null type "Int!" must not be null.'],
    ['nothing where there must be a value', { code: '71', kind: 'KANDAS' }, 'Variable "$year" of required type "Int!" was not provided.'],
    ['a variable only in a prototype', JSON.parse('{"code":"71","kind":"KANDAS","__proto__":{"year":2026}}'), 'Variable "$year" of required type "Int!" was not provided.'],
  ] as const
).map(([what, values, says]) => ({ what, body: query(asked, values), code: 'BAD_USER_INPUT', says }));

/** An agency would refuse the whole call, and be taken for unwell. */
const nulls: readonly BadRequest[] = [
  { what: 'null for an argument that has a default and takes no null', body: query('query ($n: Int) { applications(first: $n) { nodes { id } } }', { n: null }), says: 'Variable "$n" must not be null where "Int!" is expected.' },
  { what: 'null for a condition', body: query('query ($x: Boolean = true) { authorities @include(if: $x) { code } }', { x: null }), says: 'Variable "$x" must not be null where "Boolean!" is expected.' },
];

export const BAD_REQUESTS: readonly BadRequest[] = [...bodies, ...parameters, ...addresses, ...methods, ...documents, ...variables, ...nulls];

export interface BadBytes {
  readonly what: string;
  /** In Latin-1. */
  readonly bytes: string;
  readonly status: string;
  /** The message; undefined where node itself answers, without a body. */
  readonly says?: string;
}

const NO_HTTP = { status: '400 Bad Request', says: 'This is no HTTP/1.1 request.' };
const TOO_LARGE = { status: '431 Request Header Fields Too Large', says: 'The headers or the address are larger than allowed: send the query by POST, in the body.' };
const postHead = (...headers: string[]): string => ['POST /graphql HTTP/1.1', 'host: x', 'content-type: application/json', ...headers, '', ''].join('\r\n');

/** What is not even HTTP; the connection is closed behind the answer. */
export const BAD_BYTES: readonly BadBytes[] = [
  { what: 'no HTTP', bytes: 'hello\r\n\r\n', ...NO_HTTP },
  { what: 'HTTP/2', bytes: 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', ...NO_HTTP },
  { what: 'a method that does not exist', bytes: 'ASK /graphql HTTP/1.1\r\nhost: x\r\n\r\n', ...NO_HTTP },
  { what: 'an address with bytes that are no ASCII', bytes: 'GET /graphql?query={application(id:"\xd2\x9b"){id}} HTTP/1.1\r\nhost: x\r\n\r\n', ...NO_HTTP },
  { what: 'headers of 20 KB', bytes: `GET /graphql HTTP/1.1\r\nhost: x\r\nx-fill: ${'x'.repeat(20_000)}\r\n\r\n`, ...TOO_LARGE },
  { what: 'a query of 20 KB in the address', bytes: `GET /graphql?query=${'x'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`, ...TOO_LARGE },
  { what: 'a query of 100 KB in the address', bytes: `GET /graphql?query=${'x'.repeat(100_000)} HTTP/1.1\r\nhost: x\r\n\r\n`, ...TOO_LARGE },
  { what: 'two lengths', bytes: `${postHead('content-length: 2', 'content-length: 3')}{}`, ...NO_HTTP },
  { what: 'a length and chunks', bytes: `${postHead('content-length: 2', 'transfer-encoding: chunked')}0\r\n\r\n`, ...NO_HTTP },
  { what: 'a length below zero', bytes: postHead('content-length: -1'), ...NO_HTTP },
  { what: 'a chunk that is none', bytes: `${postHead('transfer-encoding: chunked')}zz\r\n`, ...NO_HTTP },
  { what: 'garbage behind a request', bytes: `${postHead('content-length: 2')}{}garbage\r\n\r\n`, ...NO_HTTP },
  { what: 'no host', bytes: 'GET /graphql?query=%7B__typename%7D HTTP/1.1\r\n\r\n', status: '400 Bad Request' },
];

/** Ended by the client before all of it was sent. */
export const CUT_OFF: readonly (readonly [what: string, bytes: string])[] = [
  ['a head that ends half-way', 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-ty'],
  ['a body shorter than announced', `${postHead('content-length: 500')}{"query"`],
  ['chunks that end half-way', `${postHead('transfer-encoding: chunked')}5\r\n{"que`],
];
