// Errors in the agencies' own words, at entities that stand in lists, twice, beside nulls and below others.

import { GraphQLError } from 'graphql';
import type { FederationWorld } from '../../kit/composeWorld.js';

const refuse = (what: string): never => {
  throw new GraphQLError(`no ${what}`, { extensions: { code: 'WITHHELD' } });
};

interface Book {
  readonly id: string;
}

export const withheld = (): FederationWorld => ({
  shelves: {
    sdl: `
      type Query { books: [Book]! rows: [[Book!]!]! shelf: Shelf! first: Book faulty: String listed: [String] found: [Found!]! }
      type Shelf { name: String left: [Book!]! right: [Book!]! label: String }
      union Found = Book | Lamp
      type Lamp @key(fields: "id") { id: ID! }
      type Book @key(fields: "id") { id: ID! next: Book size: String }`,
    resolvers: {
      Query: {
        books: () => [{ id: 'good' }, null, { id: 'bad' }, { id: 'good' }, { id: 'bad' }, { id: 'worse' }],
        rows: () => [[{ id: 'good' }, { id: 'bad' }], [], [{ id: 'bad' }]],
        shelf: () => ({ left: [{ id: 'bad' }], right: [{ id: 'good' }, { id: 'bad' }] }),
        first: () => ({ id: 'bad' }),
        faulty: () => refuse('root'),
        listed: () => ['a', new GraphQLError('no item', { extensions: { code: 'WITHHELD' } })],
        found: () => [{ __typename: 'Lamp', id: 'lamp' }, { __typename: 'Book', id: 'good' }, { __typename: 'Book', id: 'bad' }],
      },
      Shelf: { label: () => refuse('label') },
      Book: {
        __resolveReference: (book: Book) => book,
        next: ({ id }: Book) => (id === 'bad' ? { id: 'worse' } : null),
        size: ({ id }: Book) => (id === 'bad' ? refuse('size') : `size of ${id}`),
      },
    },
  },
  notes: {
    sdl: `
      type Book @key(fields: "id") { id: ID! note: String notes(kind: String): [Note] size: String @external fits: String @requires(fields: "size") }
      type Note { text: String }
      type Lamp @key(fields: "id") { id: ID! note: String }`,
    resolvers: {
      Book: {
        __resolveReference: async ({ id, size }: Book & { size?: string | null }) => {
          if (id === 'worse') return refuse('entity');
          return { id, fits: `fits ${size}` };
        },
        note: ({ id }: Book) => (id === 'bad' ? refuse(`note on ${id}`) : `note on ${id}`),
        notes: ({ id }: Book, { kind = 'any' }: { kind?: string }) => [{ text: `${kind} ${id}` }, { text: id === 'bad' ? new GraphQLError('no text', { extensions: { code: 'WITHHELD' } }) : 'more' }],
      },
      Lamp: { __resolveReference: ({ id }: Book) => ({ id, note: 'shines' }) },
    },
  },
});

/** The second subgraph fails over what only a third needs to be told, and takes along what the client asked it for. */
export const costly = (): FederationWorld => ({
  shelves: {
    sdl: 'type Query { books: [Book!]! } type Book @key(fields: "id") { id: ID! maker: Maker @shareable } type Maker { name: String }',
    resolvers: { Query: { books: () => ['good', 'bad'].map((id) => ({ id, maker: { name: `maker of ${id}` } })) } },
  },
  prices: {
    sdl: 'type Book @key(fields: "id") { id: ID! price: Int! note: String maker: Maker @shareable } type Maker { city: String }',
    resolvers: {
      Book: {
        __resolveReference: (book: Book) => book,
        price: ({ id }: Book) => (id === 'bad' ? refuse('price') : 10),
        note: ({ id }: Book) => `note on ${id}`,
        maker: () => ({ city: 'Taraz' }),
      },
    },
  },
  tax: {
    sdl: 'type Book @key(fields: "id") { id: ID! price: Int! @external tax: Int @requires(fields: "price") }',
    resolvers: { Book: { __resolveReference: ({ id, price }: Book & { price: number }) => ({ id, tax: price / 10 }) } },
  },
});

/** A field that two subgraphs share and that may not be null; the second fails over it, and takes its own field along. */
export const shared = (): FederationWorld => ({
  shelves: {
    sdl: 'type Query { books: [Book!]! } type Book @key(fields: "id") { id: ID! maker: Maker! @shareable } type Maker { name: String }',
    resolvers: { Query: { books: () => [{ id: 'bad', maker: { name: 'Aigerim' } }] } },
  },
  prices: {
    sdl: 'type Book @key(fields: "id") { id: ID! note: String maker: Maker! @shareable } type Maker { city: String }',
    resolvers: { Book: { __resolveReference: (book: Book) => book, note: () => 'a note', maker: () => refuse('maker') } },
  },
});

interface Film {
  readonly id?: string;
  readonly code?: string | null;
}

const IDS: Readonly<Record<string, string>> = { steppe: 'f1', words: 'f2' };

/**
 * From one key to the other by way of the archive, which fails at a film of a code that it does not know. The words have
 * no price, the film without a code nobody can look up, and the shop has none that is lost.
 */
export const stepwise = (): FederationWorld => ({
  catalogue: {
    sdl: `
      type Query { films: [Film!]! film(code: String): Film }
      type Film @key(fields: "code") { code: String title: String terms: Terms @shareable }
      type Terms { text: String @shareable }`,
    resolvers: {
      Query: {
        films: () => ['steppe', null, 'unknown', 'words'].map((code) => ({ code, title: `title ${code}`, terms: { text: `terms ${code}` } })),
        film: (_root: unknown, { code }: Film) => ({ code, title: `title ${code}`, terms: { text: `terms ${code}` } }),
      },
      Film: { __resolveReference: (film: Film) => film },
    },
  },
  archive: {
    sdl: 'type Film @key(fields: "code") @key(fields: "id") { code: String id: ID! frames: Int }',
    resolvers: {
      Film: {
        __resolveReference: (film: Film) => ({ frames: 24, ...film }),
        id: ({ code }: Film) => IDS[code ?? ''] ?? refuse('id'),
      },
    },
  },
  shop: {
    sdl: `
      type Film @key(fields: "id") { id: ID! price: Int terms: Terms @shareable }
      type Terms { text: String @shareable days: Int }`,
    resolvers: { Film: { __resolveReference: ({ id }: Film) => ({ id, price: id === 'f1' ? 100 : null, terms: { text: 'terms', days: 7 } }) } },
  },
  office: {
    sdl: 'type Film @key(fields: "id") { id: ID! price: Int @external tax: String @requires(fields: "price") }',
    resolvers: { Film: { __resolveReference: (film: Film) => film, tax: ({ price }: { price: number | null }) => `tax on ${price}` } },
  },
});
