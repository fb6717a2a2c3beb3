// Two subgraphs, so that a field left out is also a call left out.

import type { FederationWorld } from '../../kit/composeWorld.js';

export const conditional = (): FederationWorld => ({
  users: {
    sdl: 'type Query { user: User! } type User @key(fields: "id") { id: ID! name: String! friend: User }',
    resolvers: { Query: { user: () => ({ id: '1', name: 'Aigerim', friend: { id: '2', name: 'Bolat', friend: null } }) } },
  },
  scores: {
    sdl: 'type User @key(fields: "id") { id: ID! name: String! @external score: Int! rank: String! badge: String! @requires(fields: "name") team: Team } type Team { size: Int! }',
    resolvers: { User: { __resolveReference: ({ id, name }: { id: string; name?: string }) => ({ id, score: Number(id) * 10, rank: `rank ${id}`, badge: `badge of ${name}`, team: { size: 2 } }) } },
  },
});
