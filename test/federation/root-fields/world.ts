// Roots of several subgraphs in one operation, and names that mean something to machines.

import type { FederationWorld } from '../../kit/composeWorld.js';

export const roots = (): FederationWorld => ({
  one: {
    sdl: `
      scalar Json
      type Query { one(value: Json, representations: [String!]): String! link: Link! json(value: Json): Json }
      type Link { home: Query! label: String! }`,
    resolvers: {
      Query: {
        one: (_root: unknown, { value, representations }: { value?: unknown; representations?: string[] }) => `one ${JSON.stringify(value ?? representations ?? null)}`,
        link: () => ({ home: {}, label: 'home' }),
        json: (_root: unknown, { value }: { value: unknown }) => value,
      },
    },
  },
  two: {
    sdl: 'type Query { two: String three: [Item!]! } type Item @key(fields: "id") { id: ID! name: String! }',
    resolvers: {
      Query: { two: () => 'two', three: () => [{ id: '1', name: 'a' }] },
      Item: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'a' }) },
    },
  },
});
