import { expect } from 'vitest';
import { federation } from '../../kit/federation.js';
import { besideChain, onAbstract, onObjects } from './world.js';

federation('@provides on objects', onObjects, [
  {
    behaviour: 'is used where it holds, at any depth',
    operation: '{ order { product { name maker { city } } } }',
    expected: { data: { order: { product: { name: 'orders: Saddle', maker: { city: 'orders: Taraz' } } } } },
    also: ({ catalogue }) => expect(catalogue).toEqual([]),
  },
  {
    behaviour: 'is not used on another path to the same type',
    operation: '{ plainOrder { product { name } related { name } } }',
    expected: { data: { plainOrder: { product: { name: 'catalogue: u1' }, related: [{ name: 'orders: Bridle' }] } } },
  },
  {
    behaviour: 'leaves what is not provided to the owner',
    operation: '{ order { product { upc price maker { size } } } }',
    expected: { data: { order: { product: { upc: 'u1', price: 5, maker: { size: 7 } } } } },
  },
]);

federation('@provides on abstract types', onAbstract, [
  {
    behaviour: 'holds for the types that it names behind an interface',
    operation: '{ media { ... on Book { title } ... on Film { title } } }',
    expected: { data: { media: [{ title: 'shelf: b1' }, { title: 'library: f1' }] } },
  },
  {
    behaviour: 'holds for the types that it names behind a union',
    operation: '{ found { __typename ... on Book { title pages } ... on Film { minutes } } }',
    expected: { data: { found: [{ __typename: 'Film', minutes: 90 }, { __typename: 'Book', title: 'shelf: b1', pages: 300 }] } },
  },
  {
    behaviour: 'is used for the fields that it names, and the owner asked for the others of the same object',
    operation: '{ media { id ... on Book { t: title pages } ...F } found { ...F ... on Film { title m: minutes } } } fragment F on Film { title minutes }',
    expected: {
      data: {
        media: [{ id: 'b1', t: 'shelf: b1', pages: 300 }, { id: 'f1', title: 'library: f1', minutes: 91 }],
        found: [{ title: 'library: f1', minutes: 90, m: 90 }, {}],
      },
    },
  },
]);

federation('@provides of what a requirement begins with', besideChain, [
  {
    behaviour: 'is no reason to ask for it where it is not provided',
    operation: '{ all { label } first { label } }',
    expected: { data: { all: [{ label: 'label (postage of 1)' }, { label: 'label (postage of 2)' }], first: { label: 'label (postage of 1)' } } },
    wrongOn: { apollo: 'the planner takes what is provided on one path for what the subgraph can always answer' },
  },
]);
