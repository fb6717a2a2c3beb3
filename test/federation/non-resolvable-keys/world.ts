// `resolvable: false` names an entity without being able to look it up: a one-way street.

import type { FederationWorld } from '../../kit/composeWorld.js';

/** `orders` only refers to products. */
export const reference = (): FederationWorld => ({
  orders: {
    sdl: 'type Query { orders: [Order!]! } type Order { id: ID! product: Product! } type Product @key(fields: "upc", resolvable: false) { upc: ID! }',
    resolvers: { Query: { orders: () => [{ id: '1', product: { upc: 'u2' } }, { id: '2', product: { upc: 'u1' } }] } },
  },
  catalogue: {
    sdl: 'type Query { products: [Product!]! } type Product @key(fields: "upc") { upc: ID! name: String! }',
    resolvers: {
      Query: { products: () => [{ upc: 'u1', name: 'Saddle' }] },
      Product: { __resolveReference: ({ upc }: { upc: string }) => ({ upc, name: upc === 'u1' ? 'Saddle' : 'Bridle' }) },
    },
  },
});

/**
 * `stock` can look a product up by its sku only, and says first that it cannot by its upc. The way from
 * `catalogue` into `stock` is: upc → `labels` → sku → `stock`.
 */
export const mixed = (): FederationWorld => ({
  catalogue: {
    sdl: 'type Query { products: [Product!]! } type Product @key(fields: "upc") { upc: ID! }',
    resolvers: { Query: { products: () => [{ upc: 'u1' }, { upc: 'u2' }] }, Product: { __resolveReference: (product: unknown) => product } },
  },
  labels: {
    sdl: 'type Product @key(fields: "upc") @key(fields: "sku") { upc: ID! sku: ID! }',
    resolvers: {
      Product: { __resolveReference: ({ upc, sku }: { upc?: string; sku?: string }) => ({ upc: upc ?? `u${sku?.slice(1)}`, sku: sku ?? `s${upc?.slice(1)}` }) },
    },
  },
  stock: {
    sdl: 'type Query { counted: [Product!]! } type Product @key(fields: "upc", resolvable: false) @key(fields: "sku") { upc: ID! sku: ID! count: Int! note: String! }',
    resolvers: {
      Query: { counted: () => [{ upc: 'u9', sku: 's9', count: 9, note: 'nine' }] },
      Product: {
        __resolveReference: ({ sku }: { sku?: string }) => {
          if (sku === undefined) throw new Error('asked by a key that cannot be resolved here');
          return { sku, upc: `u${sku.slice(1)}`, count: Number(sku.slice(1)) * 10, note: `lot ${sku}` };
        },
      },
    },
  },
});

/**
 * The way back: from `stock` to `prices` and back into `stock`, which needs the price for `worth`. The
 * key listed first is one by which `stock` cannot be entered.
 */
export const wayBack = (): FederationWorld => ({
  stock: {
    sdl: `
      type Query { counted: [Product!]! }
      type Product @key(fields: "upc", resolvable: false) @key(fields: "sku") {
        upc: ID!
        sku: ID!
        count: Int!
        price: Int! @external
        worth: Int! @requires(fields: "price")
      }`,
    resolvers: {
      Query: { counted: () => [{ upc: 'u1', sku: 's1', count: 3 }, { upc: 'u2', sku: 's2', count: 4 }] },
      Product: {
        __resolveReference: ({ sku, price }: { sku?: string; price: number }) => {
          if (sku === undefined) throw new Error('asked by a key that cannot be resolved here');
          return { sku, upc: `u${sku.slice(1)}`, worth: price * (sku === 's1' ? 3 : 4) };
        },
      },
    },
  },
  prices: {
    sdl: 'type Product @key(fields: "upc") { upc: ID! price: Int! }',
    resolvers: { Product: { __resolveReference: ({ upc }: { upc: string }) => ({ upc, price: upc === 'u1' ? 100 : 200 }) } },
  },
});
