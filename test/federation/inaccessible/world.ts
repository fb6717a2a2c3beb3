// What clients may not see is still there for the subgraphs: keys, required fields, types and values.

import type { FederationWorld } from '../../kit/composeWorld.js';

export const hidden = (): FederationWorld => ({
  cases: {
    sdl: `
      type Query { cases: [Case!]! kinds: [Kind]! holder: Holder }
      type Case @key(fields: "secret") { secret: ID! @inaccessible name: String! kind: Kind weight: Int! @inaccessible }
      enum Kind { OPEN HIDDEN @inaccessible }
      union Holder = Person | Agent
      type Person { name: String! }
      type Agent @inaccessible { codename: String! }`,
    resolvers: {
      Query: {
        cases: () => [{ secret: '1', name: 'one', kind: 'OPEN', weight: 7 }, { secret: '2', name: 'two', kind: 'HIDDEN', weight: 8 }],
        kinds: () => ['OPEN', 'HIDDEN'],
        holder: () => ({ __typename: 'Agent', codename: 'Sunqar' }),
      },
    },
  },
  checks: {
    sdl: 'type Case @key(fields: "secret") { secret: ID! check: String! weight: Int! @external heavy: Boolean! @requires(fields: "weight") }',
    resolvers: { Case: { __resolveReference: ({ secret, weight }: { secret: string; weight?: number }) => ({ secret, check: `check ${secret}`, heavy: weight === 8 }) } },
  },
});
