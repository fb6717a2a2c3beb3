import { federation } from '../../kit/federation.js';
import { homonyms } from './world.js';

federation('fields of one name and different types', homonyms, [
  {
    behaviour: 'stand side by side under aliases of the client',
    operation: '{ things { ... on Box { size } ... on Bag { label: size } ... on Bin { volume: size } } }',
    expected: { data: { things: [{ label: 'large' }, { size: 3 }, { volume: 1.5 }] } },
  },
  {
    behaviour: 'are told apart as objects, lists and values, and lead on to other subgraphs',
    operation: '{ things { ... on Box { many: inside { name } } ... on Bag { one: inside { name id } } ... on Bin { none: inside } } }',
    expected: {
      data: {
        things: [{ one: { name: 'item i1', id: 'i1' } }, { many: [{ name: 'item i2' }, { name: 'item i1' }] }, { none: 'nothing' }],
      },
    },
  },
  {
    behaviour: 'can have one name where no object has both',
    operation: '{ marked { id ... on Box { boxed: mark(of: "a") { text } mark { text } } ... on Bag { bagged: mark(of: "a") } } }',
    expected: {
      data: { marked: [{ id: 'box', boxed: { text: 'mark of a' }, mark: { text: 'mark of box' } }, { id: 'bag', bagged: ['mark of a'] }] },
    },
  },
  {
    behaviour: 'of another subgraph stand side by side',
    operation: '{ marked { ... on Box { paint: colour } ... on Bag { number: colour } } }',
    expected: { data: { marked: [{ paint: 'red' }, { number: 7 }] } },
  },
]);
