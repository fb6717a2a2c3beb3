// Root fields of a mutation run one after the other, also when they lie in different subgraphs. Both
// write to one ledger, so that each answer shows what had happened before.

import { setTimeout as sleep } from 'node:timers/promises';
import { GraphQLError } from 'graphql';
import type { FederationWorld } from '../../kit/composeWorld.js';

export const ledger = (): FederationWorld => {
  const ledgers = new Map<string, string[]>();
  /** Each operation of a test has a ledger of its own. */
  const write = (book: string, entry: string): string[] => {
    const entries = ledgers.get(book) ?? [];
    ledgers.set(book, entries);
    entries.push(entry);
    return [...entries];
  };
  const fail = (book: string): never => {
    write(book, 'failed');
    throw new GraphQLError('the pen broke', { extensions: { code: 'BROKEN' } });
  };
  return {
    credit: {
      sdl: `
        type Query { credits: Int! }
        type Mutation { credit(book: ID!, amount: Int!): Entry! refuse(book: ID!): Entry fail(book: ID!): Entry mustNotFail(book: ID!): Entry! creditAll(book: ID!, amounts: [Amount!]!): [String!]! }
        input Amount { amount: Int!, note: String = "none" }
        type Entry @key(fields: "id") { id: ID! seen: [String!]! @shareable }`,
      resolvers: {
        Mutation: {
          credit: async (_root: unknown, { book, amount }: { book: string; amount: number }) => {
            // The slowest comes first: whoever runs them side by side is found out.
            await sleep(20);
            return { id: `${book}/${amount}`, seen: write(book, `+${amount}`) };
          },
          refuse: (_root: unknown, { book }: { book: string }) => {
            write(book, 'refused');
            return null;
          },
          fail: (_root: unknown, { book }: { book: string }) => fail(book),
          mustNotFail: (_root: unknown, { book }: { book: string }) => fail(book),
          creditAll: (_root: unknown, { book, amounts }: { book: string; amounts: { amount: number; note: string }[] }) =>
            amounts.flatMap(({ amount, note }) => write(book, `+${amount} ${note}`)).slice(-amounts.length),
        },
        Entry: { __resolveReference: ({ id }: { id: string }) => ({ id, seen: [] }) },
      },
    },
    debit: {
      sdl: `
        type Mutation { debit(book: ID!, amount: Int!): Entry! }
        type Entry @key(fields: "id") { id: ID! seen: [String!]! @shareable receipt: String! }`,
      resolvers: {
        Mutation: { debit: (_root: unknown, { book, amount }: { book: string; amount: number }) => ({ id: `${book}/${amount}`, seen: write(book, `-${amount}`), receipt: `receipt ${book}/${amount}` }) },
        Entry: { __resolveReference: ({ id }: { id: string }) => ({ id, receipt: `receipt ${id}` }) },
      },
    },
  };
};
