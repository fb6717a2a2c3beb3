// A client may call a field anything, also by the name of a key or of a field that somebody requires.

import type { FederationWorld } from '../../kit/composeWorld.js';

const PRODUCTS = [
  { upc: 'u1', name: 'Saddle', weight: 100, maker: { id: 'm1', name: 'Taraz' } },
  { upc: 'u2', name: 'Bridle', weight: 50, maker: { id: 'm2', name: 'Almaty' } },
];

interface Representation {
  readonly upc: string;
  readonly weight?: unknown;
  readonly maker?: { readonly name?: unknown };
}

export const named = (): FederationWorld => ({
  catalogue: {
    sdl: `
      type Query { products(first: Int): [Product!]! product(upc: ID!): Product }
      type Product @key(fields: "upc") { upc: ID! name(language: String): String! weight: Int! maker: Maker! }
      type Maker @key(fields: "id") { id: ID! name: String! }`,
    resolvers: {
      Query: {
        products: (_root: unknown, { first }: { first?: number }) => PRODUCTS.slice(0, first),
        product: (_root: unknown, { upc }: { upc: string }) => PRODUCTS.find((product) => product.upc === upc),
      },
      Product: { name: ({ name }: { name: string }, { language }: { language?: string }) => (language === undefined ? name : `${name} (${language})`) },
    },
  },
  shipping: {
    sdl: `
      type Product @key(fields: "upc") {
        upc: ID!
        weight: Int! @external
        maker: Maker! @external
        shippingEstimate: String! @requires(fields: "weight")
        sender: String! @requires(fields: "maker { name }")
        boxes: Int!
      }
      type Maker @key(fields: "id", resolvable: false) { id: ID! name: String! @external }`,
    resolvers: {
      Product: {
        __resolveReference: ({ upc, weight, maker }: Representation) => ({
          upc,
          shippingEstimate: `${upc} of ${String(weight)}`,
          sender: `${upc} from ${String(maker?.name)}`,
          boxes: upc === 'u1' ? 1 : 2,
        }),
      },
    },
  },
});
