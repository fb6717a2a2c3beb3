// Arguments that a subgraph takes from the objects around an entity (@context, @fromContext). `shops` has the
// objects and their currencies; `prices` is asked for a price in the currency of the place where the item
// stands, so one item has different prices at different places.

import type { FederationWorld } from '../../kit/composeWorld.js';

const item = (id: string) => ({ __typename: 'Item', id });

const SHOPS = [
  { id: 'kz', currency: 'KZT', shelf: { best: item('1'), items: [item('1'), item('2')] } },
  { id: 'none', currency: null, shelf: { best: item('1'), items: [] } },
  { id: 'uz', currency: 'UZS', shelf: { best: null, items: [item('2')] } },
];

const contextOf = (args: Record<string, string | null>) => Object.values(args)[0] ?? 'no currency';

export const pricesInContext = (): FederationWorld => ({
  shops: {
    sdl: `
      type Query { shops: [Shop!]! shop(id: ID!): Shop }
      type Shop @key(fields: "id") { id: ID! currency: String shelf: Shelf! }
      type Shelf { best: Item items: [Item!]! }
      type Item @key(fields: "id") { id: ID! }`,
    resolvers: { Query: { shops: () => SHOPS, shop: (_root: unknown, { id }: { id: string }) => SHOPS.find((shop) => shop.id === id) ?? null } },
  },
  prices: {
    sdl: `
      type Shop @key(fields: "id") @context(name: "shop") { id: ID! currency: String @external }
      type Item @key(fields: "id") { id: ID! price(currency: String @fromContext(field: "$shop { currency }")): String! }`,
    resolvers: { Item: { price: ({ id }: { id: string }, args: Record<string, string | null>) => `${id} in ${contextOf(args)}` } },
  },
});

const file = (id: string) => ({ __typename: 'File', id });
const parcel = (id: string) => ({ __typename: 'Parcel', id });

const office = (language: string | null, ...desks: readonly (readonly string[])[]) => ({ id: `office-${language}`, language, desks: desks.map((ids) => ({ files: ids.map(file), parcels: ids.map(parcel) })) });

const NORTH = { id: 'north', tax: { percent: 5 }, offices: [office('kk', ['1', '2'], ['1']), office('ru', ['1'])], capital: office(null, ['1', '3']) };

const SOUTH = { id: 'south', tax: null, offices: [office('kk', ['1'])], capital: null };

const LANDS = [{ ...NORTH, neighbours: [SOUTH] }, { ...SOUTH, neighbours: [NORTH] }];

interface FeeArguments {
  readonly urgent: boolean;
}

/**
 * Two contexts around a file: the land, three levels up, whose value lies in an object of its own, and the
 * office between them. Lands stand within lands, and both a land and a port give what `place` is.
 */
export const feesInContext = (): FederationWorld => ({
  lands: {
    sdl: `
      type Query { lands: [Land!]! port: Port! places: [Place!]! }
      interface Place { id: ID! name: String }
      type Land implements Place @key(fields: "id") { id: ID! name: String tax: Tax offices: [Office!]! capital: Office neighbours: [Land!]! }
      type Port implements Place @key(fields: "id") { id: ID! name: String parcels: [Parcel!]! }
      type Tax { percent: Int }
      type Office @key(fields: "id") { id: ID! language: String desks: [Desk!]! }
      type Desk { files: [File!]! parcels: [Parcel!]! }
      type File @key(fields: "id") { id: ID! }
      type Parcel @key(fields: "id") { id: ID! }`,
    resolvers: {
      Query: {
        lands: () => LANDS,
        port: () => ({ id: 'port', name: 'the port', parcels: [parcel('1')] }),
        places: () => [{ __typename: 'Land', ...LANDS[0] }, { __typename: 'Port', id: 'port', name: 'the port', parcels: [parcel('1'), parcel('2')] }],
      },
      Land: { name: ({ id }: { id: string }) => `the ${id}` },
    },
  },
  fees: {
    sdl: `
      type Land @key(fields: "id") @context(name: "land") @context(name: "place") { id: ID! name: String @external tax: Tax @external }
      type Port @key(fields: "id") @context(name: "place") { id: ID! name: String @external }
      type Tax { percent: Int @external }
      type Office @key(fields: "id") @context(name: "office") { id: ID! language: String @external }
      type File @key(fields: "id") {
        id: ID!
        fee(
          urgent: Boolean! = false
          percent: Int @fromContext(field: "$land { tax { percent } }")
          language: String @fromContext(field: "$office { language }")
        ): String!
      }
      type Parcel @key(fields: "id") { id: ID! place(name: String @fromContext(field: "$place { name }")): String! }`,
    resolvers: {
      File: {
        fee: ({ id }: { id: string }, { urgent, ...told }: FeeArguments & Record<string, unknown>) => `${id}${urgent ? '!' : ''} at ${Object.values(told).join(' in ')}`,
      },
      Parcel: { place: ({ id }: { id: string }, told: Record<string, string>) => `${id} in ${Object.values(told)[0]}` },
    },
  },
});
