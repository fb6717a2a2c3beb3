// Two subgraphs that need each other's fields, in turn.

import type { FederationWorld } from '../../kit/composeWorld.js';

interface Case {
  readonly id: string;
  readonly filed?: string;
  readonly checked?: string;
  readonly weighed?: string;
}

/** filed (court) → checked (police) → weighed (court) → closed (police). */
export const turns = (): FederationWorld => ({
  court: {
    sdl: `
      type Query { cases: [Case!]! }
      type Case @key(fields: "id") {
        id: ID!
        filed: String!
        checked: String! @external
        weighed: String! @requires(fields: "checked")
      }`,
    resolvers: {
      Query: { cases: () => [{ id: '1', filed: 'filed 1' }, { id: '2', filed: 'filed 2' }] },
      Case: { __resolveReference: ({ id, checked }: Case) => ({ id, filed: `filed ${id}`, weighed: `weighed (${checked})` }) },
    },
  },
  police: {
    sdl: `
      type Case @key(fields: "id") {
        id: ID!
        filed: String! @external
        weighed: String! @external
        checked: String! @requires(fields: "filed")
        closed: String! @requires(fields: "weighed")
      }`,
    resolvers: {
      Case: { __resolveReference: ({ id, filed, weighed }: Case) => ({ id, checked: `checked (${filed})`, closed: `closed (${weighed})` }) },
    },
  },
});
