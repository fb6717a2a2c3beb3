// What reaches a subgraph of the client's variables: each field says what it was given. `second` is asked about
// entities, so that variables travel beside representations too.

import type { FederationWorld } from '../../kit/composeWorld.js';

const said = (args: unknown) => JSON.stringify(args);
const ARGUMENTS = '(n: Int, ns: [Int!], id: ID, flag: Boolean, filter: Filter, any: JSON)';
const INPUT = 'input Filter { from: Int = 3, tags: [String!], inner: Filter } scalar JSON';

export const echoing = (): FederationWorld => ({
  first: {
    sdl: `type Query { echo${ARGUMENTS}: String! item: Item! } type Item @key(fields: "id") { id: ID! } ${INPUT}`,
    resolvers: { Query: { echo: (_root: unknown, args: unknown) => said(args), item: () => ({ id: '1' }) } },
  },
  second: {
    sdl: `type Item @key(fields: "id") { id: ID! echo${ARGUMENTS}: String! } ${INPUT}`,
    resolvers: { Item: { echo: (_root: unknown, args: unknown) => said(args) } },
  },
});
