// Fields that another subgraph's facts must be sent for. Every resolver works from its representation
// alone, so that an answer shows what arrived.

import type { FederationWorld } from '../../kit/composeWorld.js';

const PRODUCTS = [
  { upc: 'u1', weight: 1000, size: { height: 2, width: 3 }, parts: [{ code: 'p', price: 1 }, { code: 'q', price: 2 }], origin: 'KZ' },
  { upc: 'u2', weight: null, size: null, parts: [], origin: null },
];

type Facts = Partial<(typeof PRODUCTS)[number]> & { upc: string; shipping?: number | null };

export const required = (): FederationWorld => ({
  catalogue: {
    sdl: `
      type Query { products: [Product!]! product(upc: ID!): Product }
      type Product @key(fields: "upc") { upc: ID! weight: Int size: Size parts: [Part!]! origin: String }
      type Size { height: Int! width: Int! depth: Int }
      type Part @key(fields: "code") { code: ID! price: Int! }`,
    resolvers: {
      Query: { products: () => PRODUCTS, product: (_root: unknown, { upc }: { upc: string }) => PRODUCTS.find((product) => product.upc === upc) },
      Product: { __resolveReference: ({ upc }: Facts) => PRODUCTS.find((product) => product.upc === upc) },
    },
  },
  shipping: {
    sdl: `
      type Product @key(fields: "upc") {
        upc: ID!
        weight: Int @external
        size: Size @external
        parts: [Part!]! @external
        shipping: Int @requires(fields: "weight")
        area: Int @requires(fields: "size { height width }")
        partPrices: [Int!]! @requires(fields: "parts { price }")
        everything: String! @requires(fields: "weight size { width } parts { code price }")
      }
      type Size { height: Int! @external width: Int! @external }
      type Part @key(fields: "code", resolvable: false) { code: ID! @external price: Int! @external }`,
    resolvers: {
      Product: {
        __resolveReference: (facts: Facts) => ({
          upc: facts.upc,
          shipping: facts.weight == null ? null : facts.weight / 10,
          area: facts.size == null ? null : facts.size.height * facts.size.width,
          partPrices: facts.parts?.map(({ price }) => price) ?? [],
          everything: JSON.stringify([facts.weight, facts.size?.width ?? null, facts.parts?.map(({ code, price }) => `${code}${price}`)]),
        }),
      },
    },
  },
  /** A chain: `advice` needs `shipping`, which needs `weight`. */
  advice: {
    sdl: `
      type Product @key(fields: "upc") {
        upc: ID!
        shipping: Int @external
        origin: String @external
        advice: String! @requires(fields: "shipping origin")
      }`,
    resolvers: {
      Product: { __resolveReference: ({ upc, shipping, origin }: Facts) => ({ upc, advice: `${origin} for ${shipping}` }) },
    },
  },
});

/** @requires below a type that is no entity, and with a condition on an abstract type's members. */
export const requiredAbstract = (): FederationWorld => ({
  pets: {
    sdl: `
      type Query { owners: [Owner!]! }
      type Owner @key(fields: "id") { id: ID! pet: Pet }
      interface Pet { name: String! }
      type Cat implements Pet { name: String! lives: Int! }
      type Dog implements Pet { name: String! tricks: [String!]! }`,
    resolvers: {
      Query: {
        owners: () => [
          { id: '1', pet: { __typename: 'Cat', name: 'Mysyq', lives: 9 } },
          { id: '2', pet: { __typename: 'Dog', name: 'Aqtos', tricks: ['sit', 'roll'] } },
          { id: '3', pet: null },
        ],
      },
    },
  },
  vets: {
    sdl: `
      type Owner @key(fields: "id") {
        id: ID!
        pet: Pet @external
        advice: String! @requires(fields: "pet { name ... on Cat { lives } ... on Dog { tricks } }")
      }
      interface Pet { name: String! }
      type Cat implements Pet { name: String! @external lives: Int! @external }
      type Dog implements Pet { name: String! @external tricks: [String!]! @external }`,
    resolvers: {
      Owner: {
        __resolveReference: ({ id, pet }: { id: string; pet: Record<string, unknown> | null }) => ({
          id,
          advice: pet === null ? 'get a pet' : `${String(pet['name'])}: ${JSON.stringify(pet['lives'] ?? pet['tricks'])}`,
        }),
      },
    },
  },
});

const KEEPERS = { k1: 'Aigerim', k2: 'Bolat' };

const keeper = (id: keyof typeof KEEPERS) => ({ id, name: KEEPERS[id] });

/** Keepers of things: a client can want of a book's keeper what it does not want of a tool's. */
export const requiredBelowTypes = (): FederationWorld => ({
  things: {
    sdl: `
      type Query { things: [Thing!]! }
      interface Thing { keeper: Keeper }
      type Book implements Thing { keeper: Keeper }
      type Tool implements Thing { keeper: Keeper }
      type Keeper @key(fields: "id") { id: ID! name: String }`,
    resolvers: {
      Query: {
        things: () => [{ __typename: 'Book', keeper: keeper('k1') }, { __typename: 'Tool', keeper: keeper('k2') }, { __typename: 'Tool', keeper: null }, { __typename: 'Tool', keeper: keeper('k1') }],
      },
    },
  },
  badges: {
    sdl: 'type Keeper @key(fields: "id") { id: ID! name: String @external badge: String! @requires(fields: "name") rank: String! }',
    resolvers: { Keeper: { __resolveReference: ({ id, name }: { id: string; name?: string }) => ({ id, badge: `badge of ${name}`, rank: `rank ${id}` }) } },
  },
});
