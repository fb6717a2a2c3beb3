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
