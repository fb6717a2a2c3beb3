// A small schema of two subgraphs, to be asked about itself.

import type { FederationWorld } from '../../kit/composeWorld.js';

export const described = (): FederationWorld => ({
  users: {
    sdl: `
      type Query { "Who asks." me(language: Language = KK): User old: String @deprecated(reason: "gone") }
      enum Language { KK RU @deprecated }
      type User @key(fields: "id") { id: ID! name: String! @inaccessible }`,
    resolvers: { Query: { me: () => ({ id: '1' }) } },
  },
  scores: {
    sdl: 'scalar Points @specifiedBy(url: "https://points.test") type User @key(fields: "id") { id: ID! score: Points }',
    resolvers: { User: { __resolveReference: ({ id }: { id: string }) => ({ id, score: 5 }) } },
  },
});
