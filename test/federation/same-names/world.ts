// Types that call different things by one name, side by side in a union and behind an interface.

import type { FederationWorld } from '../../kit/composeWorld.js';

export const homonyms = (): FederationWorld => ({
  things: {
    sdl: `
      type Query { things: [Thing!]! marked: [Marked!]! }
      union Thing = Box | Bag | Bin
      interface Marked { id: ID! }
      type Box implements Marked @key(fields: "id") { id: ID! size: Int! mark(of: String): Mark! inside: [Item!]! }
      type Bag implements Marked @key(fields: "id") { id: ID! size: String! mark(of: String): [String!]! inside: Item }
      type Bin @key(fields: "id") { id: ID! size: Float inside: String! }
      type Mark { text: String! }
      type Item @key(fields: "id") { id: ID! }`,
    resolvers: {
      Query: {
        things: () => [
          { __typename: 'Bag', id: 'bag', size: 'large', inside: { id: 'i1' } },
          { __typename: 'Box', id: 'box', size: 3, inside: [{ id: 'i2' }, { id: 'i1' }] },
          { __typename: 'Bin', id: 'bin', size: 1.5, inside: 'nothing' },
        ],
        marked: () => [{ __typename: 'Box', id: 'box' }, { __typename: 'Bag', id: 'bag' }],
      },
      Box: { mark: (_box: unknown, { of = 'box' }: { of?: string }) => ({ text: `mark of ${of}` }) },
      Bag: { mark: (_bag: unknown, { of = 'bag' }: { of?: string }) => [`mark of ${of}`] },
    },
  },
  items: {
    sdl: 'type Item @key(fields: "id") { id: ID! name: String! } type Bag @key(fields: "id") { id: ID! colour: Int! } type Box @key(fields: "id") { id: ID! colour: String }',
    resolvers: {
      Item: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `item ${id}` }) },
      Bag: { __resolveReference: ({ id }: { id: string }) => ({ id, colour: 7 }) },
      Box: { __resolveReference: ({ id }: { id: string }) => ({ id, colour: 'red' }) },
    },
  },
});
