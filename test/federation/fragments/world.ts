// One entity over two subgraphs, reached directly, in lists and through itself.

import type { FederationWorld } from '../../kit/composeWorld.js';

interface Node {
  readonly id: string;
  readonly name: string;
  readonly children: readonly Node[];
}

const node = (id: string, children: readonly Node[] = []): Node => ({ id, name: `node ${id}`, children });

export const tree = (): FederationWorld => ({
  nodes: {
    sdl: 'type Query { root: Node! } interface Named { name: String! } type Node implements Named @key(fields: "id") { id: ID! name: String! children: [Node!]! }',
    resolvers: { Query: { root: () => node('1', [node('2', [node('4')]), node('3')]) } },
  },
  sizes: {
    sdl: 'type Node @key(fields: "id") { id: ID! size(unit: String = "m"): String! }',
    resolvers: { Node: { __resolveReference: ({ id }: { id: string }) => ({ id }), size: ({ id }: { id: string }, { unit }: { unit: string }) => `${id}${unit}` } },
  },
});

/** Two interfaces over the same objects, and a union of which one subgraph has fewer types. */
export const media = (): FederationWorld => ({
  shelf: {
    sdl: `
      type Query { book: Book! media: [Medium!]! }
      union Found = Film | Reader
      type Reader { name: String! @shareable }
      interface Medium { title: String! }
      interface Lent { until: String! }
      type Book implements Medium & Lent @key(fields: "id") { id: ID! title: String! until: String! }
      type Film implements Medium & Lent @key(fields: "id") { id: ID! title: String! until: String! minutes: Int! }`,
    resolvers: {
      Query: {
        book: () => ({ id: 'b1', title: 'Words', until: 'Monday' }),
        media: () => [{ __typename: 'Book', id: 'b1', title: 'Words', until: 'Monday' }, { __typename: 'Film', id: 'f1', title: 'Steppe', until: 'Friday', minutes: 90 }],
      },
    },
  },
  desk: {
    sdl: `
      union Found = Reader
      type Reader { name: String! @shareable }
      type Book @key(fields: "id") { id: ID! }`,
    resolvers: { Book: { __resolveReference: ({ id }: { id: string }) => ({ id }) } },
  },
});
