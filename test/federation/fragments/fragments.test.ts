import { federation } from '../../kit/federation.js';
import { media, tree } from './world.js';

federation('fragments', tree, [
  {
    behaviour: 'are used at several places and depths',
    operation: `
      query Tree { root { ...Sized children { ...Sized children { ...Sized } } } }
      fragment Sized on Node { name size }`,
    expected: {
      data: {
        root: {
          name: 'node 1',
          size: '1m',
          children: [
            { name: 'node 2', size: '2m', children: [{ name: 'node 4', size: '4m' }] },
            { name: 'node 3', size: '3m', children: [] },
          ],
        },
      },
    },
  },
  {
    behaviour: 'that use fragments merge what they select of one field',
    operation: `
      { root { ...A ...B children { id } } }
      fragment A on Node { children { ...C } }
      fragment B on Named { name ... on Node { children { children { size } } } }
      fragment C on Node { name ... { size } }`,
    expected: {
      data: {
        root: {
          children: [
            { name: 'node 2', size: '2m', children: [{ size: '4m' }], id: '2' },
            { name: 'node 3', size: '3m', children: [], id: '3' },
          ],
          name: 'node 1',
        },
      },
    },
    wrongOn: { apollo: 'its result shaping loses what an object type selects below its interface, of a field that was selected before' },
  },
  {
    behaviour: 'can use variables of the operation',
    operation: 'query ($unit: String!) { root { ...Measured } } fragment Measured on Node { wide: size(unit: $unit) size children { size(unit: $unit) } }',
    variables: { unit: 'km' },
    expected: { data: { root: { wide: '1km', size: '1m', children: [{ size: '2km' }, { size: '3km' }] } } },
  },
  {
    behaviour: 'without a type condition are transparent',
    operation: '{ ... { root { ... { id ... { size } } } } }',
    expected: { data: { root: { id: '1', size: '1m' } } },
  },
]);

federation('fragments on interfaces', media, [
  {
    behaviour: 'may hold types that the object around them cannot be',
    operation: `
      { book { ... on Medium { title ...Borrowed } } }
      fragment Borrowed on Lent { ...Long until }
      fragment Long on Film { minutes title }`,
    expected: { data: { book: { title: 'Words', until: 'Monday' } } },
    wrongOn: { apollo: 'the planner refuses the fragment' },
  },
  {
    behaviour: 'may lead by way of a union to a type that is none of it',
    operation: '{ media { title ... on Found { ... on Lent { ... on Book { until } } ... on Film { minutes } } } }',
    expected: { data: { media: [{ title: 'Words' }, { title: 'Steppe', minutes: 90 }] } },
    wrongOn: { apollo: 'the planner refuses the fragment' },
  },
]);
