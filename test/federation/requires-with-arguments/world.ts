// @requires of a field with arguments, while others ask for the same field with other arguments. `posts`
// has comments numbered in order; `authors` and `digest` say what they were sent.

import type { FederationWorld } from '../../kit/composeWorld.js';

interface Comment {
  readonly id: string;
  readonly date: string;
}

const COMMENTS: readonly Comment[] = ['1', '2', '3', '4'].map((id) => ({ id, date: `2026-01-0${id}` }));

interface Sent {
  readonly id: string;
  readonly comments?: readonly Partial<Comment>[];
  readonly title?: string;
}

const ids = (comments: readonly Partial<Comment>[] = []): string => comments.map(({ id, date }) => id ?? date).join(',');

export const commented = (): FederationWorld => ({
  posts: {
    sdl: `
      type Query { post: Post! posts: [Post!]! }
      type Post @key(fields: "id") { id: ID! comments(limit: Int!, order: Order = OLDEST, where: Where): [Comment!]! title(language: String): String! }
      type Comment @key(fields: "id") { id: ID! date: String! }
      enum Order { OLDEST NEWEST }
      input Where { ids: [ID!] }`,
    resolvers: {
      Query: { post: () => ({ id: 'p1' }), posts: () => [{ id: 'p1' }, { id: 'p2' }] },
      Post: {
        __resolveReference: ({ id }: Sent) => ({ id }),
        comments: ({ id }: Sent, { limit, order, where }: { limit: number; order: string; where?: { ids: string[] } }) =>
          (order === 'NEWEST' ? COMMENTS.toReversed() : COMMENTS)
            .filter((comment) => where?.ids.includes(comment.id) ?? true)
            .slice(0, limit)
            .map((comment) => ({ ...comment, id: `${id}/${comment.id}` })),
        title: ({ id }: Sent, { language = 'en' }: { language?: string }) => `${id} in ${language}`,
      },
    },
  },
  authors: {
    sdl: `
      type Post @key(fields: "id") {
        id: ID!
        comments(limit: Int!, order: Order = OLDEST, where: Where): [Comment!]! @external
        title(language: String): String! @external
        firstThree: String! @requires(fields: "comments(limit: 3) { id }")
        firstOne: String! @requires(fields: "comments(limit: 1) { id }")
        firstDates: String! @requires(fields: "comments(limit: 3) { date }")
        newest: String! @requires(fields: "comments(limit: 2, order: NEWEST) { id }")
        chosen: String! @requires(fields: "comments(limit: 9, where: { ids: [\\"2\\", \\"4\\"] }) { id }")
        kazakhTitle: String! @requires(fields: "title(language: \\"kk\\")")
      }
      type Comment @key(fields: "id", resolvable: false) { id: ID! @external date: String! @external }
      enum Order { OLDEST NEWEST }
      input Where { ids: [ID!] }`,
    resolvers: {
      Post: {
        __resolveReference: (sent: Sent) => sent,
        firstThree: ({ comments }: Sent) => ids(comments),
        firstOne: ({ comments }: Sent) => ids(comments),
        firstDates: ({ comments }: Sent) => comments?.map(({ date }) => date).join(','),
        newest: ({ comments }: Sent) => ids(comments),
        chosen: ({ comments }: Sent) => ids(comments),
        kazakhTitle: ({ title }: Sent) => `qaz ${title}`,
      },
    },
  },
});

/**
 * Calls that are required below other fields, through an interface, beside the same field without arguments,
 * and of a field that requires something itself.
 */
export const nested = (): FederationWorld => ({
  shops: {
    sdl: `
      type Query { shop: Shop! shops: [Shop!]! }
      type Shop @key(fields: "id") { id: ID! owner: Owner! name(language: String): String! prize: Priced! rates: String! }
      type Owner { pets(first: Int!): [Pet!]! }
      type Pet { name(upper: Boolean = false): String! }
      interface Priced { price(currency: String!): String! }
      type Cup implements Priced { price(currency: String!): String! }
      type Medal implements Priced { price(currency: String!): String! weight: Int! }`,
    resolvers: {
      Query: { shop: () => ({ id: '1' }), shops: () => [{ id: '1' }, { id: '2' }] },
      Shop: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        owner: () => ({}),
        name: ({ id }: { id: string }, { language }: { language?: string }) => `shop ${id}${language === undefined ? '' : ` (${language})`}`,
        prize: ({ id }: { id: string }) => ({ __typename: id === '1' ? 'Cup' : 'Medal', weight: 5 }),
        rates: ({ id }: { id: string }) => `rates ${id}`,
      },
      Owner: { pets: (_owner: unknown, { first }: { first: number }) => ['Aqtos', 'Mysyq'].slice(0, first).map((name) => ({ name })) },
      Pet: { name: ({ name }: { name: string }, { upper }: { upper: boolean }) => (upper ? name.toUpperCase() : name) },
      Cup: { price: (_cup: unknown, { currency }: { currency: string }) => `cup in ${currency}` },
      Medal: { price: (_medal: unknown, { currency }: { currency: string }) => `medal in ${currency}` },
    },
  },
  exchange: {
    sdl: `type Shop @key(fields: "id") { id: ID! rates: String! @external quote(in: String!): String! @requires(fields: "rates") }`,
    resolvers: {
      Shop: {
        __resolveReference: (sent: { id: string; rates?: string }) => sent,
        quote: ({ rates }: { rates: string }, { in: currency }: { in: string }) => `${rates} in ${currency}`,
      },
    },
  },
  town: {
    sdl: `
      type Shop @key(fields: "id") {
        id: ID!
        owner: Owner! @external
        name(language: String): String! @external
        prize: Priced! @external
        quote(in: String!): String! @external
        firstPet(shout: String = ""): String! @requires(fields: "owner { pets(first: 1) { name(upper: true) } }")
        bothPets(shout: String = ""): String! @requires(fields: "owner { pets(first: 2) { name } }")
        plainName: String! @requires(fields: "name")
        kazakhName: String! @requires(fields: "name(language: \\"kk\\")")
        value: String! @requires(fields: "prize { price(currency: \\"KZT\\") ... on Medal { weight } }")
        quoted: String! @requires(fields: "quote(in: \\"KZT\\") name(language: \\"ru\\")")
      }
      type Owner { pets(first: Int!): [Pet!]! @external }
      type Pet { name(upper: Boolean = false): String! @external }
      interface Priced { price(currency: String!): String! }
      type Cup implements Priced { price(currency: String!): String! @external }
      type Medal implements Priced { price(currency: String!): String! @external weight: Int! @external }`,
    resolvers: {
      Shop: {
        __resolveReference: (sent: object) => sent,
        firstPet: ({ owner }: Told, { shout }: { shout: string }) => petNames(owner) + shout,
        bothPets: ({ owner }: Told, { shout }: { shout: string }) => petNames(owner) + shout,
        plainName: ({ name }: Told) => `plain ${name}`,
        kazakhName: ({ name }: Told) => `kazakh ${name}`,
        value: ({ prize }: Told) => JSON.stringify(prize),
        quoted: ({ quote, name }: Told) => `${quote} at ${name}`,
      },
    },
  },
});

interface Told {
  readonly owner: { readonly pets: readonly { readonly name: string }[] };
  readonly name: string;
  readonly prize: object;
  readonly quote: string;
}

const petNames = ({ pets }: Told['owner']): string => pets.map(({ name }) => name).join(',');

/** Two calls of one field, each required by a field of a chain that ends in one requirement. */
export const inChains = (): FederationWorld => ({
  ledger: {
    sdl: `
      type Query { entries: [Entry!]! }
      type Entry @key(fields: "id") {
        id: ID!
        sum(of: Int!): Int
        first: String @external
        second(loud: Boolean): String @external
        both: String @requires(fields: "first second(loud: true)")
      }`,
    resolvers: {
      Query: { entries: () => [{ id: '1' }, { id: '2' }] },
      Entry: {
        __resolveReference: (told: object) => told,
        sum: ({ id }: { id: string }, { of }: { of: number }) => Number(id) * of,
        both: ({ first, second }: { first?: string; second?: string }) => `${first}, ${second}`,
      },
    },
  },
  clerk: {
    sdl: `
      type Entry @key(fields: "id") {
        id: ID!
        sum(of: Int!): Int @external
        first: String @requires(fields: "sum(of: 10)")
        second(loud: Boolean): String @requires(fields: "sum(of: 100)")
      }`,
    resolvers: {
      Entry: {
        __resolveReference: (told: object) => told,
        first: ({ sum }: { sum?: number }) => `first ${sum}`,
        second: ({ sum }: { sum?: number }) => `second ${sum}`,
      },
    },
  },
});
