import { expect } from 'vitest';
import { federation } from '../../kit/federation.js';
import { entitiesInKeys, keyChain, keyForms } from './world.js';

federation('a key', keyForms, [
  {
    behaviour: 'of one field leads to another subgraph',
    operation: '{ products { bySingle } }',
    expected: { data: { products: [{ bySingle: '"u1"' }, { bySingle: '"u2"' }] } },
  },
  {
    behaviour: 'of several fields, some of them nested, leads to another subgraph',
    operation: '{ products { byCompound } }',
    expected: { data: { products: [{ byCompound: '["s1","KZ","1"]' }, { byCompound: '["s2","UZ","2"]' }] } },
  },
  {
    behaviour: 'that is a list of objects is sent whole, also when it is empty',
    operation: '{ products { byObjects } }',
    expected: { data: { products: [{ byObjects: '["a","b"]' }, { byObjects: '[]' }] } },
  },
  {
    behaviour: 'that is a list of values is sent whole, also when it is empty',
    operation: '{ products { byValues } }',
    expected: { data: { products: [{ byValues: '["x","y"]' }, { byValues: '[]' }] } },
  },
  {
    behaviour: 'of each kind can be needed in one operation, and none is shown that was not selected',
    operation: '{ products { byValues bySingle byObjects byCompound maker { number } } }',
    expected: {
      data: {
        products: [
          { byValues: '["x","y"]', bySingle: '"u1"', byObjects: '["a","b"]', byCompound: '["s1","KZ","1"]', maker: { number: '1' } },
          { byValues: '[]', bySingle: '"u2"', byObjects: '[]', byCompound: '["s2","UZ","2"]', maker: { number: '2' } },
        ],
      },
    },
    also: (calls) => {
      expect(Object.entries(calls).map(([name, { length }]) => `${name} ${length}`)).toEqual([
        'catalogue 1', 'single 1', 'compound 1', 'objects 1', 'values 1',
      ]);
    },
  },
]);

federation('a chain of keys', keyChain, [
  {
    behaviour: 'is followed through a subgraph that knows both ends',
    operation: '{ sender { balance } }',
    expected: { data: { sender: { balance: 100 } } },
  },
  {
    behaviour: 'keeps the entities of a list apart',
    operation: '{ senders { balance name email } }',
    expected: {
      data: {
        senders: [
          { balance: 200, name: 'Bolat', email: 'b@example.test' },
          { balance: 100, name: 'Aigerim', email: 'a@example.test' },
        ],
      },
    },
  },
]);

federation('a key with other entities in it', entitiesInKeys, [
  {
    behaviour: 'is sent whole, at every depth and in lists, also where one of them is not there',
    operation: '{ places { box entry } }',
    expected: {
      data: { places: [{ box: '["h1","s1"]', entry: '["1 o1","2 nobody"]' }, { box: '["h2","s2"]', entry: '[]' }] },
    },
  },
  {
    behaviour: 'leads on to what the others know of them, whatever the client calls it',
    operation: '{ places { id: box box: id house { bell street { town } } flats { number owner { name id } } } }',
    expected: {
      data: {
        places: [
          { id: '["h1","s1"]', box: 'p1', house: { bell: 'bell h1', street: { town: 'Taraz' } }, flats: [{ number: 1, owner: { name: 'person o1', id: 'o1' } }, { number: 2, owner: null }] },
          { id: '["h2","s2"]', box: 'p2', house: { bell: 'bell h2', street: { town: 'Aqtau' } }, flats: [] },
        ],
      },
    },
  },
]);
