// __typename everywhere it can stand: at the root, on entities, values, interfaces and unions.

import type { FederationWorld } from '../../kit/composeWorld.js';

export const typed = (): FederationWorld => ({
  people: {
    sdl: `
      type Query { everyone: [Person!]! one: Anyone }
      type Mutation { greet: Greeting! }
      type Greeting { text: String! }
      interface Person { id: ID! }
      union Anyone = Clerk | Guest
      type Clerk implements Person @key(fields: "id") { id: ID! }
      type Guest implements Person @key(fields: "id") { id: ID! visit: Visit! }
      type Visit { day: String! }`,
    resolvers: {
      Query: {
        everyone: () => [{ __typename: 'Clerk', id: 'c1' }, { __typename: 'Guest', id: 'g1', visit: { day: 'Monday' } }],
        one: () => ({ __typename: 'Guest', id: 'g1', visit: { day: 'Monday' } }),
      },
      Mutation: { greet: () => ({ text: 'Salem' }) },
    },
  },
  desks: {
    sdl: 'type Clerk @key(fields: "id") { id: ID! desk: Desk } type Desk { number: Int! }',
    resolvers: { Clerk: { __resolveReference: ({ id }: { id: string }) => ({ id, desk: { number: 4 } }) } },
  },
});
