// Entities that cannot be followed: the key is null, the entity is null, or nobody knows it.

import type { FederationWorld } from '../../kit/composeWorld.js';

export const gaps = (): FederationWorld => ({
  shelves: {
    sdl: `
      type Query { shelf: [Book]! containers: [Container!]! }
      type Container { book: Book }
      type Book @key(fields: "upc") @key(fields: "shelf { row }") { upc: ID shelf: Shelf }
      type Shelf @shareable { row: Int }`,
    resolvers: {
      Query: {
        shelf: () => [{ upc: 'b1', shelf: { row: 1 } }, { upc: null, shelf: { row: 2 } }, null, { upc: 'lost', shelf: null }, { upc: 'b2', shelf: { row: null } }],
        containers: () => [{ book: { upc: 'b2' } }, { book: null }, { book: { upc: 'lost' } }, { book: { upc: 'b1' } }],
      },
    },
  },
  titles: {
    sdl: 'type Book @key(fields: "upc") { upc: ID title: String author: Author } type Author @key(fields: "id") { id: ID! }',
    resolvers: {
      Book: {
        __resolveReference: ({ upc }: { upc: string | null }) =>
          upc === null || upc === 'lost' ? null : { upc, title: `title of ${upc}`, author: upc === 'b1' ? { id: 'a1' } : null },
      },
    },
  },
  rows: {
    sdl: 'type Book @key(fields: "shelf { row }") { shelf: Shelf label: String } type Shelf @shareable { row: Int }',
    resolvers: { Book: { __resolveReference: ({ shelf }: { shelf: { row: number | null } | null }) => (shelf?.row == null ? null : { shelf, label: `row ${shelf.row}` }) } },
  },
  people: {
    sdl: 'type Author @key(fields: "id") { id: ID! name: String }',
    resolvers: { Author: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `author ${id}` }) } },
  },
});
