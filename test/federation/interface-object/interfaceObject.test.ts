import { expect } from 'vitest';
import { federation } from '../../kit/federation.js';
import { reviews } from './world.js';

federation('@interfaceObject', reviews, [
  {
    behaviour: 'adds its fields to every implementation',
    operation: '{ media { title stars } }',
    expected: { data: { media: [{ title: 'Words', stars: 4 }, { title: 'Steppe', stars: 5 }] } },
  },
  {
    behaviour: 'adds its fields to an implementation that is asked for by itself',
    operation: '{ book { pages stars } }',
    expected: { data: { book: { pages: 300, stars: 4 } } },
  },
  {
    behaviour: 'is asked by the name of the interface',
    operation: '{ media { stars } }',
    expected: { data: { media: [{ stars: 4 }, { stars: 5 }] } },
    also: ({ reviews }) => {
      expect(reviews?.map(({ variables }) => variables['representations'])).toEqual([
        [{ __typename: 'Media', id: 'b1' }, { __typename: 'Media', id: 'f1' }],
      ]);
    },
  },
  {
    behaviour: 'at the root is answered by itself where no type matters',
    operation: '{ reviewed { id stars } }',
    expected: { data: { reviewed: [{ id: 'f1', stars: 5 }, { id: 'b1', stars: 4 }] } },
    also: ({ media }) => expect(media).toEqual([]),
  },
  {
    behaviour: 'at the root learns the real types from the owner',
    operation: '{ reviewed { __typename stars title } }',
    expected: {
      data: { reviewed: [{ __typename: 'Film', stars: 5, title: 'Steppe' }, { __typename: 'Book', stars: 4, title: 'Words' }] },
    },
  },
  {
    behaviour: 'at the root leads to the fields of each type',
    operation: '{ reviewed { ... on Book { pages } ... on Film { minutes stars } } }',
    expected: { data: { reviewed: [{ minutes: 90, stars: 5 }, { pages: 300 }] } },
  },
  {
    behaviour: 'can require fields of the interface',
    operation: '{ media { verdict } bestReviewed { verdict } }',
    expected: {
      data: { media: [{ verdict: 'Words is good' }, { verdict: 'Steppe is good' }], bestReviewed: { verdict: 'Steppe is good' } },
    },
  },
]);
