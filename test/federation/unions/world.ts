// A union of which each subgraph knows some members.

import type { FederationWorld } from '../../kit/composeWorld.js';

export const split = (): FederationWorld => ({
  words: {
    sdl: `
      type Query { media: Media recent: [Media] }
      union Media = Book | Song
      type Book @key(fields: "id") { id: ID! title: String! @shareable }
      type Song @key(fields: "id") { id: ID! title: String! @shareable }`,
    resolvers: {
      Query: { media: () => ({ __typename: 'Book', id: 'b1', title: 'Words' }), recent: () => [{ __typename: 'Song', id: 's1', title: 'Dala' }, null] },
      Book: { __resolveReference: ({ id }: { id: string }) => ({ id, title: 'Words' }) },
      Song: { __resolveReference: ({ id }: { id: string }) => ({ id, title: 'Dala' }) },
    },
  },
  screens: {
    sdl: `
      type Query { viewed: [Viewed!]! screened: Media }
      type Viewed { on: String! media: Media }
      union Media = Song | Film
      type Song @key(fields: "id") { id: ID! title: String! @shareable seconds: Int! }
      type Film @key(fields: "id") { id: ID! title: String! }`,
    resolvers: {
      Query: {
        screened: () => ({ __typename: 'Film', id: 'f1', title: 'Steppe' }),
        viewed: () => [
          { on: 'Monday', media: { __typename: 'Film', id: 'f1', title: 'Steppe' } },
          { on: 'Tuesday', media: { __typename: 'Song', id: 's1', title: 'Dala', seconds: 200 } },
          { on: 'Friday', media: null },
        ],
      },
      Song: { __resolveReference: ({ id }: { id: string }) => ({ id, title: 'Dala', seconds: 200 }) },
    },
  },
});
