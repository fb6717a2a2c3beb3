import { federation } from '../../kit/federation.js';
import { mixed, reference, wayBack } from './world.js';

federation('a key that is not resolvable', reference, [
  {
    behaviour: 'names an entity that another subgraph resolves',
    operation: '{ orders { id product { name upc } } }',
    expected: {
      data: { orders: [{ id: '1', product: { name: 'Bridle', upc: 'u2' } }, { id: '2', product: { name: 'Saddle', upc: 'u1' } }] },
    },
  },
]);

federation('a key that is not resolvable, beside one that is', mixed, [
  {
    behaviour: 'is never used to enter the subgraph',
    operation: '{ products { upc count note } }',
    expected: { data: { products: [{ upc: 'u1', count: 10, note: 'lot s1' }, { upc: 'u2', count: 20, note: 'lot s2' }] } },
  },
]);

federation('the way back into a subgraph whose first key is not resolvable', wayBack, [
  {
    behaviour: 'goes by the key that is resolvable',
    operation: '{ counted { worth count } }',
    expected: { data: { counted: [{ worth: 300, count: 3 }, { worth: 800, count: 4 }] } },
    wrongOn: { apollo: 'its planner takes the first key in the SDL for the way back, resolvable or not' },
  },
]);
