// Nulls where the schema allows none, sent by the subgraph of the field itself and by others.

import type { FederationWorld } from '../../kit/composeWorld.js';

export const strict = (): FederationWorld => ({
  people: {
    sdl: `
      type Query { person: Person people: [Person] must: Person! team: Team }
      type Team { name: String! members: [Person!] nested: [[Person!]] }
      type Person @key(fields: "id") { id: ID! partner: Person }`,
    resolvers: {
      Query: {
        person: () => ({ id: 'gone', partner: { id: 'here' } }),
        people: () => [{ id: 'here' }, { id: 'gone' }, { id: 'here' }],
        must: () => ({ id: 'gone' }),
        team: () => ({ name: 'T', members: [{ id: 'here' }, { id: 'gone' }], nested: [[{ id: 'here' }], [{ id: 'gone' }], null] }),
      },
      Person: { __resolveReference: ({ id }: { id: string }) => ({ id, partner: null }) },
    },
  },
  papers: {
    // Knows nobody by the name of "gone": an answer that federation allows, and that leaves non-null fields empty.
    sdl: 'type Person @key(fields: "id") { id: ID! paper: String! seal: Seal! stamp: String } type Seal { colour: String! }',
    resolvers: {
      Person: {
        __resolveReference: ({ id }: { id: string }) => (id === 'gone' ? null : { id, paper: `paper of ${id}`, seal: { colour: 'red' }, stamp: 'ok' }),
      },
    },
  },
});
