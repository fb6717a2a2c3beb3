import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ClientError } from '../../../../gateway/errors/ClientError.js';
import { testReader } from '../../../kit/gateway/operationReader.js';

const apiSchema = buildSchema('enum Kind { KANDAS RESETTLER } type Query { quota(kind: Kind): Int other: Query }');

function messagesOf(introspection: 'on' | 'off', query: string, variables: Record<string, unknown> = {}): readonly string[] {
  try {
    testReader(apiSchema, { introspection })({ query, variables });
    return [];
  } catch (error) {
    if (error instanceof ClientError) return error.details.map(({ message }) => message);
    throw error;
  }
}

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
  });
});

describe('guesses at names', () => {
  it.each([
    ['{ quotas }', 'Cannot query field "quotas" on type "Query".'],
    ['{ quota(kin: KANDAS) }', 'Unknown argument "kin" on field "Query.quota".'],
    ['{ quota(kind: KANDA) }', 'Value "KANDA" does not exist in "Kind" enum.'],
  ])('%s', (query, message) => {
    expect(messagesOf('on', query)[0]).toMatch(/Did you mean/);
    expect(messagesOf('off', query)).toEqual([message]);
  });

  it('are not made for variables either', () => {
    expect(messagesOf('off', 'query ($kind: Kind) { quota(kind: $kind) }', { kind: 'KANDA' })).toEqual([
      'Variable "$kind" got invalid value "KANDA"; Value "KANDA" does not exist in "Kind" enum.',
    ]);
  });
});
