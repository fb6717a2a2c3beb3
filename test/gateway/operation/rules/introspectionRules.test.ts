import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ClientError } from '../../../../gateway/errors/ClientError.js';
import type { OperationRequest } from '../../../../gateway/operation/Operation.js';
import type { OperationReader } from '../../../../gateway/operation/readOperation.js';
import { testReader } from '../../../kit/gateway/operationReader.js';

const apiSchema = buildSchema('enum Kind { KANDAS RESETTLER } type Query { quota(kind: Kind): Int other: Query }');

type Introspection = 'on' | 'role' | 'off';

const OPS = { scopes: ['case:read', 'ops'] };
const OFFICER = { scopes: ['case:read', 'OPS', 'ops '] };

/** Undefined where nothing is refused. */
function refusalOf(read: OperationReader['readAtOnce'], request: OperationRequest, caller?: { readonly scopes: readonly string[] }): ClientError | undefined {
  try {
    read(request, caller);
    return undefined;
  } catch (error) {
    if (error instanceof ClientError) return error;
    throw error;
  }
}

function messagesOf(introspection: Introspection, query: string, variables: Record<string, unknown> = {}, caller?: typeof OPS): readonly string[] {
  return refusalOf(testReader(apiSchema, { introspection }), { query, variables }, caller)?.details.map(({ message }) => message) ?? [];
}

const openTo = (field: string) => `Introspection is open to callers with the scope "ops" alone, so "${field}" cannot be asked; ask with a token that has it, or take the schema from the operator of this API.`;
const refused = (field: string) => `Introspection is switched off here, so "${field}" cannot be asked; take the schema from the operator of this API.`;

describe('introspection', () => {
  it.each([
    ['{ __schema { queryType { name } } }', ['__schema']],
    ['{ other { a: __typename } x: __type(name: "Query") { name } }', ['__type']],
    ['{ ...F } fragment F on Query { __schema { queryType { name } } __type(name: "Query") { name } }', ['__schema', '__type']],
    ['{ __typename other { __typename } }', []],
  ])('%s', (query, fields) => {
    expect(messagesOf('on', query)).toEqual([]);
    expect(messagesOf('off', query)).toEqual(fields.map(refused));
    expect(messagesOf('off', query, {}, OPS)).toEqual(fields.map(refused));
    expect(messagesOf('role', query)).toEqual(fields.map(openTo));
    expect(messagesOf('role', query, {}, OFFICER)).toEqual(fields.map(openTo));
    expect(messagesOf('role', query, {}, OPS)).toEqual([]);
  });

  it('by role is decided for each caller anew, though the document is read once', () => {
    const read = testReader(apiSchema, { introspection: 'role' });
    const request = { query: '{ __schema { queryType { name } } }' };
    const outcomes = [OPS, undefined, OPS, OFFICER].map((caller) => refusalOf(read, request, caller));
    expect(outcomes.map((refusal) => refusal && [refusal.code, refusal.httpStatus])).toEqual([
      undefined,
      ['UNAUTHORIZED_FIELD_OR_TYPE', 403],
      undefined,
      ['UNAUTHORIZED_FIELD_OR_TYPE', 403],
    ]);
  });
});

describe('guesses at names', () => {
  it.each([
    ['{ quotas }', 'Cannot query field "quotas" on type "Query".'],
    ['{ quota(kin: KANDAS) }', 'Unknown argument "kin" on field "Query.quota".'],
    ['{ quota(kind: KANDA) }', 'Value "KANDA" does not exist in "Kind" enum.'],
  ])('%s', (query, message) => {
    expect(messagesOf('on', query)[0]).toMatch(/Did you mean/);
    for (const introspection of ['off', 'role'] as const) expect(messagesOf(introspection, query, {}, OPS)).toEqual([message]);
  });

  it('are not made for variables either', () => {
    expect(messagesOf('off', 'query ($kind: Kind) { quota(kind: $kind) }', { kind: 'KANDA' })).toEqual([
      'Variable "$kind" got invalid value "KANDA"; Value "KANDA" does not exist in "Kind" enum.',
    ]);
  });
});
