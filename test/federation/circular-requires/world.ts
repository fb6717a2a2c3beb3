// Subgraphs that need each other's fields, in turn.

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

/** The same, but the field of the third turn is one of an interface that its subgraph has. */
export const turnsThroughInterface = (): FederationWorld => {
  const { court, police } = turns();
  return {
    court: { ...court, sdl: `${court?.sdl.replace('type Case ', 'type Case implements Weighed ')} interface Weighed { weighed: String! }` },
    police: { ...police, sdl: police?.sdl ?? '' },
  };
};

interface Person {
  readonly id: string;
  readonly name?: string;
  readonly trust?: string;
}

interface Petition {
  readonly id: string;
  readonly note?: string;
  readonly persons?: readonly (Person | null)[];
  readonly opinion?: { readonly text?: string };
}

const personsOf = (id: string) => (id === '3' ? [] : [{ __typename: 'Person', id: `${id}a` }, { __typename: 'Person', id: 'all' }]);

/**
 * Petitions with their persons: a circle within one entity that goes through another, with arguments and lists.
 *
 * persons (office) → trust of each (register) → opinion of the petition (register, an object with more in it)
 * → answer (office) → letter (register). `note` is required with an argument, and trust requires the name.
 */
export const petitions = (): FederationWorld => ({
  office: {
    sdl: `
      type Query { petition(id: ID!): Petition petitions: [Petition!]! }
      type Petition @key(fields: "id") {
        id: ID!
        note(length: Int!): String
        persons: [Person]!
        opinion: Opinion @external
        answer: Answer! @requires(fields: "opinion { text }")
        letter: String @external
        filedAway: String @requires(fields: "letter")
      }
      type Opinion { text: String @external }
      type Answer { text: String to: [Person]! petition: Petition! kind: Kind }
      enum Kind { SHORT LONG }
      type Person @key(fields: "id") { id: ID! name: String }`,
    resolvers: {
      Query: { petitions: () => ['1', '2', '3'].map((id) => ({ id, persons: personsOf(id) })), petition: (_: unknown, { id }: Person) => ({ id, persons: personsOf(id) }) },
      Petition: {
        __resolveReference: (told: Petition) => ({ ...told, persons: personsOf(told.id) }),
        note: ({ id }: Petition, { length }: { length: number }) => (id === '3' ? null : `note ${id} of ${length}`),
        answer: ({ id, opinion }: Petition) => ({ text: `answer (${opinion?.text})`, to: personsOf(id), petition: { id, persons: personsOf(id) }, kind: 'SHORT' }),
        filedAway: ({ letter }: { letter?: string }) => `filed away (${letter})`,
      },
      Person: { __resolveReference: ({ id }: Person) => ({ id }), name: ({ id }: Person) => `name ${id}` },
    },
  },
  register: {
    sdl: `
      type Petition @key(fields: "id") {
        id: ID!
        note(length: Int!): String @external
        persons: [Person]! @external
        answer: Answer! @external
        opinion: Opinion @requires(fields: "note(length: 3) persons { trust }")
        letter: String @requires(fields: "answer { text }")
      }
      type Opinion { text: String length: Int by: Person }
      type Answer { text: String @external }
      type Person @key(fields: "id") { id: ID! name: String @external trust: String @requires(fields: "name") }`,
    resolvers: {
      Petition: {
        __resolveReference: (told: Petition) => told,
        opinion: ({ note, persons: all = [] }: Petition) => {
          const text = `opinion (${note}, ${all.map((person) => person?.trust).join(' + ')})`;
          return { text, length: text.length, by: { __typename: 'Person', id: 'judge' } };
        },
        letter: ({ answer }: { answer?: { text?: string } }) => `letter (${answer?.text})`,
      },
      Person: { __resolveReference: ({ id, name }: Person) => ({ id, trust: `trust (${name})` }) },
    },
  },
});
