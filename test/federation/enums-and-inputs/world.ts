// Enums and input types that are not the same everywhere: what clients may send is what all understand,
// what they may get is what any can say.

import type { FederationWorld } from '../../kit/composeWorld.js';

export const different = (): FederationWorld => ({
  cases: {
    sdl: `
      type Query { cases(filter: Filter!): String! state: State! stage: Stage! @shareable states(of: [Track!]! = [GENERAL]): [Track!]! }
      enum State { OPEN CLOSED }
      enum Stage { FIRST SECOND }
      enum Track { GENERAL KANDAS }
      input Filter { track: Track = KANDAS text: String! limit: Int = 10 onlyHere: Boolean }`,
    resolvers: {
      Query: {
        cases: (_root: unknown, { filter }: { filter: object }) => JSON.stringify(filter),
        state: () => 'OPEN',
        stage: () => 'SECOND',
        states: (_root: unknown, { of }: { of: string[] }) => of,
      },
    },
  },
  checks: {
    sdl: `
      type Query { checks(filter: Filter!): String! checkState: State! stage: Stage! @shareable }
      enum State { OPEN PENDING }
      enum Stage { FIRST SECOND }
      enum Track { GENERAL KANDAS }
      input Filter { text: String! track: Track = KANDAS limit: Int = 10 }`,
    resolvers: {
      Query: { checks: (_root: unknown, { filter }: { filter: object }) => JSON.stringify(filter), checkState: () => 'PENDING', stage: () => 'SECOND' },
    },
  },
});
