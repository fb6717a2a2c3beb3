// An interface whose implementations are entities of several subgraphs.

import type { FederationWorld } from '../../kit/composeWorld.js';

const THINGS = [
  { __typename: 'Book', id: 'b1', name: 'Words', author: { id: 'a1' } },
  { __typename: 'Tool', id: 't1', name: 'Saw', teeth: 40 },
  { __typename: 'Book', id: 'b2', name: 'Steppe', author: null },
];

export const things = (): FederationWorld => ({
  catalogue: {
    sdl: `
      type Query { things: [Thing!]! maybe(id: ID!): Thing nested: [[Thing]]! }
      interface Thing { id: ID! name: String! }
      interface Written implements Thing { id: ID! name: String! author: Author }
      type Book implements Thing & Written @key(fields: "id") { id: ID! name: String! author: Author }
      type Tool implements Thing @key(fields: "id") { id: ID! name: String! teeth: Int! }
      type Author @key(fields: "id") { id: ID! }`,
    resolvers: {
      Query: {
        things: () => THINGS,
        maybe: (_root: unknown, { id }: { id: string }) => THINGS.find((thing) => thing.id === id),
        nested: () => [[THINGS[0], null], [], [THINGS[1]]],
      },
    },
  },
  prices: {
    sdl: `
      interface Priced { price: Int! }
      type Book implements Priced @key(fields: "id") { id: ID! price: Int! }
      type Tool implements Priced @key(fields: "id") { id: ID! price: Int! tax: Int! }`,
    resolvers: {
      Book: { __resolveReference: ({ id }: { id: string }) => ({ id, price: id === 'b1' ? 10 : 20 }) },
      Tool: { __resolveReference: ({ id }: { id: string }) => ({ id, price: 30, tax: 3 }) },
    },
  },
  people: {
    sdl: 'type Author @key(fields: "id") { id: ID! name: String! }',
    resolvers: { Author: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `author ${id}` }) } },
  },
});
