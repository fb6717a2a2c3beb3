import { buildClientSchema, getIntrospectionQuery, lexicographicSortSchema, printSchema, type IntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES, federation, serveWorld, type ServedWorld } from '../../kit/federation.js';
import { ask } from '../../kit/gateway/ask.js';
import { described } from './world.js';

federation('introspection', described, [
  {
    behaviour: 'of a type shows what clients may ask for, and nothing of how it is put together',
    operation: '{ __type(name: "User") { kind name fields { name type { name ofType { name } } } } machinery: __type(name: "join__Graph") { name } }',
    expected: {
      data: {
        __type: {
          kind: 'OBJECT',
          name: 'User',
          fields: [
            { name: 'id', type: { name: null, ofType: { name: 'ID' } } },
            { name: 'score', type: { name: 'Points', ofType: null } },
          ],
        },
        machinery: null,
      },
    },
    also: (calls) => expect(Object.values(calls).flat()).toEqual([]),
  },
  {
    behaviour: 'stands beside data, with aliases, fragments, variables and conditions',
    operation: `
      query ($type: String!, $old: Boolean = true, $no: Boolean = false) {
        me { score }
        schema: __schema { root: queryType { name ...Fields } mutationType { name } }
        __type(name: $type) { __typename enumValues(includeDeprecated: $old) { name isDeprecated @skip(if: $no) description @include(if: $no) } }
      }
      fragment Fields on __Type { fields { name description args { name defaultValue } } all: fields(includeDeprecated: true) { deprecationReason } }`,
    variables: { type: 'Language' },
    expected: {
      data: {
        me: { score: 5 },
        schema: {
          root: {
            name: 'Query',
            fields: [{ name: 'me', description: 'Who asks.', args: [{ name: 'language', defaultValue: 'KK' }] }],
            all: [{ deprecationReason: null }, { deprecationReason: 'gone' }],
          },
          mutationType: null,
        },
        __type: { __typename: '__Type', enumValues: [{ name: 'KK', isDeprecated: false }, { name: 'RU', isDeprecated: true }] },
      },
    },
  },
  {
    behaviour: 'knows the URL of a scalar and the type of a type',
    operation: '{ __typename __type(name: "Points") { specifiedByURL __typename kind } }',
    expected: { data: { __typename: 'Query', __type: { specifiedByURL: 'https://points.test', __typename: '__Type', kind: 'SCALAR' } } },
    wrongOn: { apollo: 'it moves __typename to the front of what it answers itself; the order is that of the selection (GraphQL §7.2.2)' },
  },
]);

describe.each(ENGINES)('the full introspection query on %s', (engine) => {
  let served: ServedWorld;
  beforeAll(async () => {
    served = await serveWorld(described(), engine);
  });
  afterAll(() => served.close());

  it('builds the schema of the clients', async () => {
    const answer = await ask(served.url, getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true }));
    expect(answer.errors).toBeUndefined();
    expect(printSchema(lexicographicSortSchema(buildClientSchema(answer.data as unknown as IntrospectionQuery)))).toBe(
      `enum Language {
  KK
  RU @deprecated
}

scalar Points @specifiedBy(url: "https://points.test")

type Query {
  """Who asks."""
  me(language: Language = KK): User
  old: String @deprecated(reason: "gone")
}

type User {
  id: ID!
  score: Points
}`,
    );
  });
});
