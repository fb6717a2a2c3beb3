// @provides: a subgraph that can answer some fields of another's entity itself, on one path only. Each
// subgraph signs its values, so that an answer shows who was asked.

import type { FederationWorld } from '../../kit/composeWorld.js';

/** On an object, nested, and beside a path that provides nothing. */
export const onObjects = (): FederationWorld => ({
  orders: {
    sdl: `
      type Query {
        order: Order! @provides(fields: "product { name maker { city } }")
        plainOrder: Order!
      }
      type Order { product: Product! related: [Product!]! @provides(fields: "name") }
      type Product @key(fields: "upc") { upc: ID! name: String! @external maker: Maker! @external }
      type Maker @key(fields: "id") { id: ID! city: String! @external }`,
    resolvers: {
      Query: {
        order: () => ({ product: { upc: 'u1', name: 'orders: Saddle', maker: { id: 'm', city: 'orders: Taraz' } }, related: [{ upc: 'u2', name: 'orders: Bridle' }] }),
        plainOrder: () => ({ product: { upc: 'u1' }, related: [{ upc: 'u2', name: 'orders: Bridle' }] }),
      },
    },
  },
  catalogue: {
    sdl: `
      type Product @key(fields: "upc") { upc: ID! name: String! @shareable price: Int! maker: Maker! @shareable }
      type Maker @key(fields: "id") { id: ID! city: String! @shareable size: Int! }`,
    resolvers: {
      Product: { __resolveReference: ({ upc }: { upc: string }) => ({ upc, name: `catalogue: ${upc}`, price: 5, maker: { id: 'm', city: 'catalogue: Taraz', size: 7 } }) },
      Maker: { __resolveReference: ({ id }: { id: string }) => ({ id, city: 'catalogue: Taraz', size: 7 }) },
    },
  },
});

/** On an interface and on a union, for one of the types behind it. */
export const onAbstract = (): FederationWorld => ({
  shelf: {
    sdl: `
      type Query {
        media: [Media!]! @provides(fields: "... on Book { title }")
        found: [Found!]! @provides(fields: "... on Book { title } ... on Film { minutes }")
      }
      interface Media { id: ID! }
      union Found = Book | Film
      type Book implements Media @key(fields: "id") { id: ID! title: String! @external }
      type Film implements Media @key(fields: "id") { id: ID! minutes: Int! @external }`,
    resolvers: {
      Query: {
        media: () => [{ __typename: 'Book', id: 'b1', title: 'shelf: b1' }, { __typename: 'Film', id: 'f1' }],
        found: () => [{ __typename: 'Film', id: 'f1', minutes: 90 }, { __typename: 'Book', id: 'b1', title: 'shelf: b1' }],
      },
    },
  },
  library: {
    sdl: `
      type Book @key(fields: "id") { id: ID! title: String! @shareable pages: Int! }
      type Film @key(fields: "id") { id: ID! title: String! @shareable minutes: Int! @shareable }`,
    resolvers: {
      Book: { __resolveReference: ({ id }: { id: string }) => ({ id, title: `library: ${id}`, pages: 300 }) },
      Film: { __resolveReference: ({ id }: { id: string }) => ({ id, title: `library: ${id}`, minutes: 91 }) },
    },
  },
});

/** A chain of requirements whose first field one subgraph provides on one path, and has to be told on the other. */
export const besideChain = (): FederationWorld => ({
  orders: {
    sdl: `
      type Query { first: Product @provides(fields: "weight") all: [Product!]! }
      type Product @key(fields: "upc") { upc: ID! weight: Int @external postage: String @requires(fields: "weight") }`,
    resolvers: {
      Query: { first: () => ({ upc: 'u1', weight: 1 }), all: () => [{ upc: 'u1' }, { upc: 'u2' }] },
      Product: {
        __resolveReference: (told: { upc: string }) => told,
        postage: ({ weight }: { weight?: number }) => `postage of ${weight}`,
      },
    },
  },
  catalogue: {
    sdl: `
      type Product @key(fields: "upc") {
        upc: ID!
        weight: Int @shareable
        postage: String @external
        label: String @requires(fields: "postage")
      }`,
    resolvers: {
      Product: {
        __resolveReference: ({ upc, postage }: { upc: string; postage?: string }) => ({ upc, weight: Number(upc.slice(1)), label: `label (${postage})` }),
      },
    },
  },
});
