import { federation } from '../../kit/federation.js';
import { things } from './world.js';

federation('an interface', things, [
  {
    behaviour: 'leads to the fields of each implementation in other subgraphs',
    operation: '{ things { id ... on Book { price } ... on Tool { tax price } } }',
    expected: { data: { things: [{ id: 'b1', price: 10 }, { id: 't1', tax: 3, price: 30 }, { id: 'b2', price: 20 }] } },
  },
  {
    behaviour: 'of another subgraph selects the objects that implement it',
    operation: '{ things { ... on Priced { price } name } }',
    expected: { data: { things: [{ price: 10, name: 'Words' }, { price: 30, name: 'Saw' }, { price: 20, name: 'Steppe' }] } },
  },
  {
    behaviour: 'below another interface holds for its own implementations only',
    operation: '{ things { __typename ... on Written { author { name } } } }',
    expected: {
      data: { things: [{ __typename: 'Book', author: { name: 'author a1' } }, { __typename: 'Tool' }, { __typename: 'Book', author: null }] },
    },
  },
  {
    behaviour: 'with conditions in conditions selects what satisfies all of them',
    operation: '{ things { ... on Thing { ... on Written { ... on Book { price id } } ... on Priced { ... on Tool { teeth } } } } }',
    expected: { data: { things: [{ price: 10, id: 'b1' }, { teeth: 40 }, { price: 20, id: 'b2' }] } },
  },
  {
    behaviour: 'in lists of lists is followed, and nulls stay where they are',
    operation: '{ nested { name ... on Priced { price } } }',
    expected: { data: { nested: [[{ name: 'Words', price: 10 }, null], [], [{ name: 'Saw', price: 30 }]] } },
  },
  {
    behaviour: 'can be null',
    operation: '{ maybe(id: "none") { name ... on Priced { price } } }',
    expected: { data: { maybe: null } },
  },
  {
    behaviour: 'is opened by fragments in fragments, at several places',
    operation: `
      { things { ...T ... on Priced { p: price } } nested { ...T } }
      fragment T on Thing { id ... on Written { author { name } } ... on Tool { t: tax name: price } }`,
    expected: {
      data: {
        things: [{ id: 'b1', author: { name: 'author a1' }, p: 10 }, { id: 't1', t: 3, name: 30, p: 30 }, { id: 'b2', author: null, p: 20 }],
        nested: [[{ id: 'b1', author: { name: 'author a1' } }, null], [], [{ id: 't1', t: 3, name: 30 }]],
      },
    },
  },
]);
