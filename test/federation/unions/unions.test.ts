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
  {
    behaviour: 'is opened by fragments that several places share, with one field in several of them',
    operation: `
      { viewed { media { ...F ...S t: __typename } } recent { ...S ...B __typename } media { ...B ...S ...M } }
      fragment F on Film { title kind: __typename }
      fragment S on Song { title length: seconds }
      fragment B on Book { title }
      fragment M on Media { ... on Book { title id } ... on Song { id } }`,
    expected: {
      data: {
        viewed: [{ media: { title: 'Steppe', kind: 'Film', t: 'Film' } }, { media: { title: 'Dala', length: 200, t: 'Song' } }, { media: null }],
        recent: [{ title: 'Dala', length: 200, __typename: 'Song' }, null],
        media: { title: 'Words', id: 'b1' },
      },
    },
  },
]);
