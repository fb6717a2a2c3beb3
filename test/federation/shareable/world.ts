// Fields that several subgraphs resolve: of a value type, of an entity, and at the root.

import type { FederationWorld } from '../../kit/composeWorld.js';

export const shared = (): FederationWorld => ({
  home: {
    sdl: `
      type Query { version: String! @shareable place: Place! @shareable homes: [Home!]! }
      type Home @key(fields: "id") { id: ID! name: String! @shareable place: Place! }
      type Place @shareable { city: City! }
      type City @shareable { name: String! }`,
    resolvers: {
      Query: {
        version: () => '1',
        place: () => ({ city: { name: 'Astana' } }),
        homes: () => [{ id: 'h1', name: 'Home', place: { city: { name: 'Astana' } } }],
      },
    },
  },
  post: {
    sdl: `
      type Query { version: String! @shareable place: Place! @shareable }
      type Home @key(fields: "id") { id: ID! name: String! @shareable postman: String! postalPlace: Place! }
      type Place @shareable { city: City! }
      type City @shareable { name: String! }`,
    resolvers: {
      Query: { version: () => '1', place: () => ({ city: { name: 'Astana' } }) },
      Home: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Home', postman: 'Zhomart', postalPlace: { city: { name: 'Astana' } } }) },
    },
  },
});
