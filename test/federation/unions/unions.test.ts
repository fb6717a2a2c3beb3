import { expect } from 'vitest';
import { federation } from '../../kit/federation.js';
import { split } from './world.js';

federation('a union of several subgraphs', split, [
  {
    behaviour: 'is asked only for the members that the subgraph knows',
    operation: '{ media { __typename ... on Book { title } ... on Film { title } ... on Song { title seconds } } }',
    expected: { data: { media: { __typename: 'Book', title: 'Words' } } },
    also: ({ words }) => expect(words?.[0]?.query).not.toContain('Film'),
  },
  {
    behaviour: 'leads from a member to its fields in another subgraph',
    operation: '{ recent { ... on Song { seconds title } } }',
    expected: { data: { recent: [{ seconds: 200, title: 'Dala' }, null] } },
  },
  {
    behaviour: 'gives an empty object for a member that was not selected',
    operation: '{ viewed { on media { ... on Film { title } } } screened { ... on Book { title } } }',
    expected: {
      data: {
        viewed: [{ on: 'Monday', media: { title: 'Steppe' } }, { on: 'Tuesday', media: {} }, { on: 'Friday', media: null }],
        screened: {},
      },
    },
  },
]);
