// Keys in every form the specification allows, each the only way into a subgraph. `catalogue` has the
// products; the others know them by another key each, and answer with the key they were given.

import type { FederationWorld } from '../../kit/composeWorld.js';

const PRODUCTS = [
  { upc: 'u1', sku: 's1', maker: { country: { code: 'KZ' }, number: '1' }, lots: [{ id: 'a' }, { id: 'b' }], marks: ['x', 'y'] },
  { upc: 'u2', sku: 's2', maker: { country: { code: 'UZ' }, number: '2' }, lots: [], marks: [] },
];

/** Fills `field` with the key as it arrived. */
const echo = (field: string, keyOf: (representation: Record<string, unknown>) => unknown) => ({
  __resolveReference: (representation: Record<string, unknown>) => ({ ...representation, [field]: JSON.stringify(keyOf(representation)) }),
});

const MAKER = 'type Maker @shareable { country: Country! number: String! } type Country @shareable { code: String! }';

export const keyForms = (): FederationWorld => ({
  catalogue: {
    sdl: `
      type Query { products: [Product!]! }
      type Product
        @key(fields: "upc")
        @key(fields: "sku maker { country { code } number }")
        @key(fields: "lots { id }")
        @key(fields: "marks") {
        upc: ID!
        sku: String!
        maker: Maker!
        lots: [Lot!]!
        marks: [String!]!
      }
      type Lot @shareable { id: ID! }
      ${MAKER}`,
    resolvers: { Query: { products: () => PRODUCTS } },
  },
  single: {
    sdl: 'type Product @key(fields: "upc") { upc: ID! bySingle: String! }',
    resolvers: { Product: echo('bySingle', ({ upc }) => upc) },
  },
  compound: {
    sdl: `type Product @key(fields: "sku maker { number country { code } }") { sku: String! maker: Maker! byCompound: String! } ${MAKER}`,
    resolvers: {
      Product: echo('byCompound', ({ sku, maker }) => {
        const { country, number } = maker as (typeof PRODUCTS)[number]['maker'];
        return [sku, country.code, number];
      }),
    },
  },
  objects: {
    sdl: 'type Product @key(fields: "lots { id }") { lots: [Lot!]! byObjects: String! } type Lot @shareable { id: ID! }',
    resolvers: { Product: echo('byObjects', ({ lots }) => (lots as { id: string }[]).map(({ id }) => id)) },
  },
  values: {
    sdl: 'type Product @key(fields: "marks") { marks: [String!]! byValues: String! }',
    resolvers: { Product: echo('byValues', ({ marks }) => marks) },
  },
});

/** One subgraph's key leads to the next: `email` → `accounts` → `id` → `payments`. */
export const keyChain = (): FederationWorld => ({
  mail: {
    sdl: 'type Query { sender: User! senders: [User!]! } type User @key(fields: "email") { email: ID! }',
    resolvers: { Query: { sender: () => ({ email: 'a@example.test' }), senders: () => [{ email: 'b@example.test' }, { email: 'a@example.test' }] } },
  },
  accounts: {
    sdl: 'type User @key(fields: "email") @key(fields: "id") { email: ID! id: ID! name: String! }',
    resolvers: {
      User: {
        __resolveReference: ({ email, id }: { email?: string; id?: string }) =>
          [
            { email: 'a@example.test', id: '1', name: 'Aigerim' },
            { email: 'b@example.test', id: '2', name: 'Bolat' },
          ].find((user) => user.email === email || user.id === id),
      },
    },
  },
  payments: {
    sdl: 'type User @key(fields: "id") { id: ID! balance: Int! }',
    resolvers: { User: { __resolveReference: ({ id }: { id: string }) => ({ id, balance: Number(id) * 100 }) } },
  },
});

const PLACES = [
  { id: 'p1', house: { id: 'h1', street: { code: 's1', town: 'Taraz' } }, flats: [{ number: 1, owner: { id: 'o1' } }, { number: 2, owner: null }] },
  { id: 'p2', house: { id: 'h2', street: { code: 's2', town: 'Aqtau' } }, flats: [] },
];

/**
 * Keys with other entities in them: `house { id street { code } }` of two, `flats { number owner { id } }` of a
 * list. What lies in the key leads on to its own subgraph.
 */
export const entitiesInKeys = (): FederationWorld => ({
  places: {
    sdl: `
      type Query { places: [Place!]! }
      type Place @key(fields: "id") @key(fields: "house { id street { code } }") @key(fields: "flats { number owner { id } }") {
        id: ID!
        house: House!
        flats: [Flat!]!
      }
      type House @key(fields: "id") { id: ID! street: Street! @shareable }
      type Street @key(fields: "code") { code: ID! town: String! }
      type Flat @shareable { number: Int! owner: Person }
      type Person @key(fields: "id") { id: ID! }`,
    resolvers: { Query: { places: () => PLACES } },
  },
  post: {
    sdl: `
      type Place @key(fields: "house { id street { code } }") { house: House! @shareable box: String! }
      type House @key(fields: "id") { id: ID! street: Street! @shareable bell: String! }
      type Street @key(fields: "code") { code: ID! }`,
    resolvers: {
      Place: echo('box', ({ house }) => {
        const { id, street } = house as { id: string; street: { code: string } };
        return [id, street.code];
      }),
      House: { __resolveReference: (house: unknown) => house, bell: ({ id }: { id: string }) => `bell ${id}` },
    },
  },
  register: {
    sdl: `
      type Place @key(fields: "flats { number owner { id } }") { flats: [Flat!]! @shareable entry: String! }
      type Flat @shareable { number: Int! owner: Person }
      type Person @key(fields: "id") { id: ID! name: String! }`,
    resolvers: {
      Place: echo('entry', ({ flats }) => (flats as { number: number; owner: { id: string } | null }[]).map(({ number, owner }) => `${number} ${owner?.id ?? 'nobody'}`)),
      Person: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `person ${id}` }) },
    },
  },
});
