import { federation } from '../../kit/federation.js';
import { gaps } from './world.js';

federation('an entity that cannot be followed', gaps, [
  {
    behaviour: 'because its key is null or nobody knows it gives null without an error',
    operation: '{ shelf { upc title } }',
    expected: {
      data: {
        shelf: [{ upc: 'b1', title: 'title of b1' }, { upc: null, title: null }, null, { upc: 'lost', title: null }, { upc: 'b2', title: 'title of b2' }],
      },
    },
  },
  {
    behaviour: 'does not move the answers of its neighbours',
    operation: '{ containers { book { title author { name } } } }',
    expected: {
      data: {
        containers: [
          { book: { title: 'title of b2', author: null } },
          { book: null },
          { book: { title: null, author: null } },
          { book: { title: 'title of b1', author: { name: 'author a1' } } },
        ],
      },
    },
  },
  {
    behaviour: 'because part of its key is null does not keep others from being followed',
    operation: '{ shelf { label } }',
    expected: { data: { shelf: [{ label: 'row 1' }, { label: 'row 2' }, null, { label: null }, { label: null }] } },
  },
  {
    behaviour: 'by one key can be followed by another, and on from there',
    operation: '{ shelf { title label author { n: name } } }',
    expected: {
      data: {
        shelf: [
          { title: 'title of b1', label: 'row 1', author: { n: 'author a1' } },
          { title: null, label: 'row 2', author: null },
          null,
          { title: null, label: null, author: null },
          { title: 'title of b2', label: null, author: null },
        ],
      },
    },
  },
]);
