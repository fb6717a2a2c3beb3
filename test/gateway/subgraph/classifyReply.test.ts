import { isAscii } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { AGENCY_REFUSAL, classifyReply, type AskedOfAgency, type Verdict } from '../../../gateway/subgraph/classifyReply.js';

const ASKED: AskedOfAgency = { agency: 'agency-a', operation: { responseKeys: new Set(['a', 'b']), argumentPlaces: new Set(['first']) }, entityCount: undefined };

function receive(body: unknown, { status = 200, retryAfter, entityCount }: { status?: number; retryAfter?: string; entityCount?: number } = {}): Verdict {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return classifyReply({ kind: 'received', status, retryAfter, caching: { cacheControl: undefined, date: undefined, age: undefined }, body: text, isAscii: isAscii(Buffer.from(text)) }, { ...ASKED, entityCount });
}

function error(code?: string, message = 'words') {
  return { message, path: ['a'], ...(code !== undefined && { extensions: { code, secret: 1 } }) };
}

describe('no usable data', () => {
  it.each([
    ['timedOut', 'SUBGRAPH_REQUEST_TIMEOUT', 'failure'],
    ['abandoned', 'SUBGRAPH_REQUEST_TIMEOUT', 'neutral'],
    ['tooLarge', 'SUBGRAPH_BAD_RESPONSE', 'failure'],
  ] as const)('%s is %s, for the breaker a %s', (kind, code, outcome) => {
    expect(classifyReply({ kind }, ASKED)).toMatchObject({ kind: 'failed', failure: { code, outcome } });
  });

  it('an agency that is not reached has failed', () => {
    expect(classifyReply({ kind: 'unreachable', fault: 'refused', reason: 'ECONNREFUSED' }, ASKED)).toMatchObject({
      failure: { code: 'SUBGRAPH_REQUEST_FAILED', outcome: 'failure', detail: 'it refused the connection: ECONNREFUSED' },
    });
  });

  it.each([
    ['HTTP 500', { data: { a: 1 } }, { status: 500 }, 'SUBGRAPH_REQUEST_FAILED', 'failure'],
    ['HTTP 599', '', { status: 599 }, 'SUBGRAPH_REQUEST_FAILED', 'failure'],
    ['HTTP 429', { data: { a: 1 } }, { status: 429 }, 'SUBGRAPH_REQUEST_FAILED', 'neutral'],
    ['HTTP 404 with a page', '<html>', { status: 404 }, 'SUBGRAPH_BAD_RESPONSE', 'failure'],
    ['an empty body', '', {}, 'SUBGRAPH_BAD_RESPONSE', 'failure'],
    ['a JSON text that is no object', '[]', {}, 'SUBGRAPH_BAD_RESPONSE', 'failure'],
    ['JSON null', 'null', {}, 'SUBGRAPH_BAD_RESPONSE', 'failure'],
    ['{}', {}, {}, 'SUBGRAPH_BAD_RESPONSE', 'failure'],
    ['data null alone', { data: null }, {}, 'SUBGRAPH_BAD_RESPONSE', 'failure'],
    ['data null and no errors in a list', { data: null, errors: [] }, {}, 'SUBGRAPH_BAD_RESPONSE', 'failure'],
    ['data of the wrong type', { data: [] }, {}, 'SUBGRAPH_BAD_RESPONSE', 'failure'],
    ['errors of the wrong type', { data: { a: 1 }, errors: 'x' }, {}, 'SUBGRAPH_BAD_RESPONSE', 'failure'],
    ['an error of the wrong type', { data: { a: 1 }, errors: ['x'] }, {}, 'SUBGRAPH_BAD_RESPONSE', 'failure'],
    ['no entities', { data: { a: 1 } }, { entityCount: 1 }, 'SUBGRAPH_BAD_RESPONSE', 'failure'],
    ['too few entities', { data: { _entities: [{}] } }, { entityCount: 2 }, 'SUBGRAPH_BAD_RESPONSE', 'failure'],
    ['too many entities', { data: { _entities: [{}, {}] } }, { entityCount: 1 }, 'SUBGRAPH_BAD_RESPONSE', 'failure'],
    ['an entity of the wrong type', { data: { _entities: [1] } }, { entityCount: 1 }, 'SUBGRAPH_BAD_RESPONSE', 'failure'],
    ['an unforeseen error', { errors: [error()] }, {}, 'SUBGRAPH_REQUEST_FAILED', 'failure'],
    ['an internal error', { data: null, errors: [error('INTERNAL_SERVER_ERROR')] }, {}, 'SUBGRAPH_REQUEST_FAILED', 'failure'],
    ['an operation it does not know', { errors: [error('GRAPHQL_VALIDATION_FAILED')] }, { status: 400 }, 'SUBGRAPH_BAD_RESPONSE', 'neutral'],
    ['a refusal of the gateway’s signature', { errors: [error('UNSIGNED_REQUEST')] }, { status: 401 }, 'SUBGRAPH_REQUEST_FAILED', 'neutral'],
    ['HTTP 401 with a page', '<html>', { status: 401 }, 'SUBGRAPH_BAD_RESPONSE', 'failure'],
    ['a refusal of its own', { errors: [error('FORBIDDEN')] }, {}, 'SUBGRAPH_REQUEST_FAILED', 'neutral'],
  ] as const)('%s', (_what, body, more, code, outcome) => {
    expect(receive(body, more)).toMatchObject({ kind: 'failed', failure: { code, outcome } });
  });

  it.each([
    [999, 'usable'],
    [1_000, 'usable'],
    [1_001, 'failed'],
  ])('%i errors beside data are %s: a flood of them would be walked by every stage', (count, kind) => {
    expect(receive({ data: { a: 1 }, errors: Array.from({ length: count }, () => error('FORBIDDEN')) }).kind).toBe(kind);
  });

  it('says when to ask again where the agency does, in seconds', () => {
    expect(receive('', { status: 503, retryAfter: '7' })).toMatchObject({ failure: { retryAfterMs: 7_000 } });
    expect(receive('', { status: 503, retryAfter: 'Wed, 21 Oct 2026 07:28:00 GMT' })).not.toHaveProperty('failure.retryAfterMs');
  });

  it("keeps the agency's refusal for the client, without its words and its other extensions", () => {
    expect(receive({ errors: [error('FORBIDDEN')] })).toMatchObject({
      failure: { errors: [{ message: AGENCY_REFUSAL, path: ['a'], extensions: { code: 'FORBIDDEN', agency: 'agency-a' } }] },
    });
  });
});

describe('usable data', () => {
  it.each([
    ['alone', { data: { a: 1 } }, undefined, 'success'],
    ['with as many entities as asked', { data: { _entities: [null, {}] } }, 2, 'success'],
    ['with an error the client can act on', { data: { a: null }, errors: [error('BAD_USER_INPUT')] }, undefined, 'success'],
    ['with an error it did not foresee', { data: { a: null }, errors: [error()] }, undefined, 'success'],
    ['with an internal error', { data: { a: null }, errors: [error('INTERNAL_SERVER_ERROR')] }, undefined, 'failure'],
  ] as const)('%s', (_what, body, entityCount, outcome) => {
    const verdict = receive(body, entityCount === undefined ? {} : { entityCount });
    expect(verdict).toMatchObject({ kind: 'usable', data: body.data, outcome });
  });

  it.each([
    ['no code', undefined, 'SUBGRAPH_REQUEST_FAILED'],
    ['a code that is no code', 'drop table', 'SUBGRAPH_REQUEST_FAILED'],
    ['a code with a number in it', 'NO_PERSON_1234', 'SUBGRAPH_REQUEST_FAILED'],
    ['a code with a number in its middle', 'NO_1_PERSON', 'SUBGRAPH_REQUEST_FAILED'],
    ['a code that is longer than any', `A${'B'.repeat(61)}`, 'SUBGRAPH_REQUEST_FAILED'],
    ['an internal code', 'INTERNAL_SERVER_ERROR', 'SUBGRAPH_REQUEST_FAILED'],
    ['a code that blames our request', 'GRAPHQL_VALIDATION_FAILED', 'SUBGRAPH_BAD_RESPONSE'],
  ])('hides the words of an error with %s', (_what, code, shown) => {
    const verdict = receive({ data: { a: null }, errors: [error(code, 'connect 10.0.0.7')] });
    expect(verdict).toMatchObject({ errors: [{ path: ['a'], extensions: { code: shown, agency: 'agency-a' } }] });
    expect(JSON.stringify(verdict)).not.toContain('10.0.0.7');
  });

  it.each([
    ['BAD_USER_INPUT', 'The request is not acceptable.'],
    ['WITHHELD', AGENCY_REFUSAL],
    ['E_123', AGENCY_REFUSAL],
    [`A${'B'.repeat(60)}`, AGENCY_REFUSAL],
  ])('says of an error with the code %s: %s', (code, message) => {
    expect(receive({ data: { a: null }, errors: [error(code)] })).toMatchObject({ errors: [{ message, path: ['a'], extensions: { code, agency: 'agency-a' } }] });
  });

  it.each([
    ['first', { argument: 'first' }],
    ['after', {}],
    ['Kanareika', {}],
    [7, {}],
    [undefined, {}],
  ])('tells the argument that is wrong where it was given: %s', (argument, told) => {
    const verdict = receive({ data: { a: null }, errors: [{ message: 'm', extensions: { code: 'BAD_USER_INPUT', argument } }] });
    expect(verdict.kind === 'usable' && verdict.errors[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', agency: 'agency-a', ...told });
  });

  it.each([
    ['follows a path along what was asked', ['a', 0, 'b', 99_999_999], ['a', 0, 'b', 99_999_999]],
    ['follows no path to a name that was not asked', ['a', 0, 'Person', 'b'], ['a', 0]],
    ['follows no path to an item that no list has', ['a', 100_000_000, 'b'], ['a']],
    ['follows no path to an item before the first', ['a', -1], ['a']],
    ['follows no path between two items', ['a', 0.5], ['a']],
    ['drops a path that is none', [{}], undefined],
    ['drops a path that is no list', 'a', undefined],
  ])('%s', (_what, path, shown) => {
    const verdict = receive({ data: { a: 1 }, errors: [{ message: 'm', path, extensions: { code: 'X' } }] });
    expect(verdict).toMatchObject({ errors: [{ extensions: { code: 'X' } }] });
    expect(verdict.kind === 'usable' && verdict.errors[0]?.path).toEqual(shown);
  });
});
