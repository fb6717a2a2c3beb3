// @interfaceObject: a subgraph that adds fields to all implementations of an interface without knowing them.

import type { FederationWorld } from '../../kit/composeWorld.js';

const MEDIA = [
  { __typename: 'Book', id: 'b1', title: 'Words', pages: 300 },
  { __typename: 'Film', id: 'f1', title: 'Steppe', minutes: 90 },
];

export const reviews = (): FederationWorld => ({
  media: {
    sdl: `
      type Query { media: [Media!]! book: Book! }
      interface Media @key(fields: "id") { id: ID! title: String! }
      type Book implements Media @key(fields: "id") { id: ID! title: String! pages: Int! }
      type Film implements Media @key(fields: "id") { id: ID! title: String! minutes: Int! }`,
    resolvers: {
      Query: { media: () => MEDIA, book: () => MEDIA[0] },
      Media: { __resolveReference: ({ id }: { id: string }) => MEDIA.find((medium) => medium.id === id) ?? null },
      Book: { __resolveReference: ({ id }: { id: string }) => MEDIA.find((medium) => medium.id === id) ?? null },
      Film: { __resolveReference: ({ id }: { id: string }) => MEDIA.find((medium) => medium.id === id) ?? null },
    },
  },
  reviews: {
    sdl: `
      type Query { reviewed: [Media!]! bestReviewed: Media }
      type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int! title: String! @external verdict: String! @requires(fields: "title") }`,
    resolvers: {
      Query: { reviewed: () => [{ id: 'f1', stars: 5 }, { id: 'b1', stars: 4 }], bestReviewed: () => ({ id: 'f1', stars: 5 }) },
      Media: { __resolveReference: ({ id, title }: { id: string; title?: string }) => ({ id, stars: id === 'f1' ? 5 : 4, verdict: `${title} is good` }) },
    },
  },
});

interface Work {
  readonly id: string;
}

const WORKS = ['b1', 'f1', 'b2'].map((id) => ({ __typename: id.startsWith('b') ? 'Book' : 'Film', id, name: `name ${id}`, edition: `edition ${id}` }));

const workOf = ({ id }: Work) => WORKS.find((work) => work.id === id) ?? null;

/**
 * Lookups both ways: `shelf` knows the works by the interface alone and leads to them from its lists; `shop` knows
 * books alone. In `shelf` works have another interface, whose field it gives them.
 */
export const works = (): FederationWorld => ({
  archive: {
    sdl: `
      type Query { works: [Work!]! }
      interface Lent { id: ID! }
      interface Work implements Lent @key(fields: "id") { id: ID! name: String! }
      type Book implements Work & Lent @key(fields: "id") { id: ID! name: String! edition: String! }
      type Film implements Work & Lent @key(fields: "id") { id: ID! name: String! }`,
    resolvers: {
      Query: { works: () => WORKS },
      Work: { __resolveReference: workOf },
      Book: { __resolveReference: workOf },
      Film: { __resolveReference: workOf },
    },
  },
  shelf: {
    sdl: `
      type Query { shelves: [Shelf!]! lent: [Lent!]! work(id: ID!): Work }
      type Shelf { row: Int! works: [Work]! }
      interface Lent { id: ID! until: String }
      type Work implements Lent @key(fields: "id") @interfaceObject { id: ID! until: String next(after: Int! = 1): Work }
      type Reader implements Lent @key(fields: "id") { id: ID! until: String }`,
    resolvers: {
      Query: {
        shelves: () => [{ row: 1, works: [{ id: 'f1' }, null, { id: 'b1' }, { id: 'lost' }] }, { row: 2, works: [] }, { row: 3, works: [{ id: 'b1' }] }],
        lent: () => [{ __typename: 'Reader', id: 'r1', until: 'never' }],
        work: (_root: unknown, { id }: Work) => ({ id, until: `until ${id}` }),
      },
      Work: {
        __resolveReference: ({ id }: Work) => ({ id, until: `until ${id}` }),
        next: ({ id }: Work, { after }: { after: number }) => (id === 'b1' ? { id: after === 1 ? 'f1' : 'b2', until: 'soon' } : null),
      },
    },
  },
  shop: {
    sdl: 'type Query { bestseller: Book } type Book @key(fields: "id") { id: ID! price: Int }',
    resolvers: { Query: { bestseller: () => ({ id: 'b2' }) }, Book: { __resolveReference: ({ id }: Work) => ({ id, price: id === 'b1' ? 10 : null }) } },
  },
});

const LISTED = [{ __typename: 'Book', id: 'b1', title: 'Words', pages: 300 }, { __typename: 'Film', id: 'f1', title: 'Steppe' }];

const listedOf = ({ id }: Work) => LISTED.find((medium) => medium.id === id) ?? null;

/** The lists are those of the subgraph that knows the interface alone; a union of the other holds one of its types. */
export const listed = (): FederationWorld => ({
  media: {
    sdl: `
      type Query { found: [Found!]! }
      union Found = Book | Reader
      type Reader { name: String! }
      interface Media @key(fields: "id") { id: ID! title: String! }
      type Book implements Media @key(fields: "id") { id: ID! title: String! pages: Int }
      type Film implements Media @key(fields: "id") { id: ID! title: String! }`,
    resolvers: {
      Query: { found: () => [{ __typename: 'Reader', name: 'Aigerim' }, LISTED[0]] },
      Media: { __resolveReference: listedOf },
      Book: { __resolveReference: listedOf },
      Film: { __resolveReference: listedOf },
    },
  },
  desk: {
    sdl: 'type Query { lent: Book! } type Book @key(fields: "id", resolvable: false) { id: ID! }',
    resolvers: { Query: { lent: () => ({ id: 'b1' }) } },
  },
  reviews: {
    sdl: `
      type Query { reviewed: [Media!]! }
      type Media @key(fields: "id") @interfaceObject { id: ID! title: String! @external verdict: String @requires(fields: "title") }`,
    resolvers: {
      Query: { reviewed: () => LISTED.map(({ id }) => ({ id })) },
      Media: {
        __resolveReference: ({ id, title }: { id?: string; title?: string }) => {
          if (id === undefined) throw new Error('asked about nobody');
          return { id, verdict: `${title} is good` };
        },
      },
    },
  },
});
