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
