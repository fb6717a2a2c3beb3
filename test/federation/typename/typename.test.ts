import { expect } from 'vitest';
import { federation } from '../../kit/federation.js';
import { typed } from './world.js';

federation('__typename', typed, [
  {
    behaviour: 'at the root of a query needs no subgraph',
    operation: '{ __typename kind: __typename }',
    expected: { data: { __typename: 'Query', kind: 'Query' } },
    also: (calls) => expect(Object.values(calls).flat()).toEqual([]),
  },
  {
    behaviour: 'at the root of a mutation stands beside its fields',
    operation: 'mutation { __typename greet { __typename text } }',
    expected: { data: { __typename: 'Mutation', greet: { __typename: 'Greeting', text: 'Salem' } } },
  },
  {
    behaviour: 'of objects behind an interface is their own, under any alias',
    operation: '{ everyone { type: __typename id again: __typename } }',
    expected: { data: { everyone: [{ type: 'Clerk', id: 'c1', again: 'Clerk' }, { type: 'Guest', id: 'g1', again: 'Guest' }] } },
  },
  {
    behaviour: 'alone is enough of a selection',
    operation: '{ one { __typename } everyone { ... on Guest { visit { __typename } } } }',
    expected: { data: { one: { __typename: 'Guest' }, everyone: [{}, { visit: { __typename: 'Visit' } }] } },
  },
  {
    behaviour: 'of an object of another subgraph is known',
    operation: '{ everyone { ... on Clerk { desk { __typename } __typename } } }',
    expected: { data: { everyone: [{ desk: { __typename: 'Desk' }, __typename: 'Clerk' }, {}] } },
  },
  {
    behaviour: 'is not shown where it was not selected',
    operation: '{ one { ... on Guest { id } } everyone { id } }',
    expected: { data: { one: { id: 'g1' }, everyone: [{ id: 'c1' }, { id: 'g1' }] } },
  },
  {
    behaviour: 'in a union stands under aliases beside fields, at the root and in fragments',
    operation: '{ a: __typename one { ...G t: __typename ... on Clerk { id: __typename } } } fragment G on Guest { id: __typename visit { day: __typename d: day } }',
    expected: { data: { a: 'Query', one: { id: 'Guest', visit: { day: 'Visit', d: 'Monday' }, t: 'Guest' } } },
  },
]);
