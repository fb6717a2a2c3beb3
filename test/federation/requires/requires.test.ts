import { expect } from 'vitest';
import { federation } from '../../kit/federation.js';
import { required, requiredAbstract, requiredBelowTypes } from './world.js';

federation('@requires', required, [
  {
    behaviour: 'sends a field of another subgraph, also its null',
    operation: '{ products { shipping } }',
    expected: { data: { products: [{ shipping: 100 }, { shipping: null }] } },
  },
  {
    behaviour: 'sends what is nested, and leaves out what is not required of it',
    operation: '{ products { area } }',
    expected: { data: { products: [{ area: 6 }, { area: null }] } },
    also: ({ shipping }) => {
      expect(shipping?.map(({ variables }) => variables['representations'])).toEqual([
        [
          { __typename: 'Product', upc: 'u1', size: { height: 2, width: 3 } },
          { __typename: 'Product', upc: 'u2', size: null },
        ],
      ]);
    },
  },
  {
    behaviour: 'sends lists of objects',
    operation: '{ products { partPrices } }',
    expected: { data: { products: [{ partPrices: [1, 2] }, { partPrices: [] }] } },
  },
  {
    behaviour: 'of several fields of one subgraph makes one call',
    operation: '{ products { everything area shipping partPrices } }',
    expected: {
      data: {
        products: [
          { everything: '[1000,3,["p1","q2"]]', area: 6, shipping: 100, partPrices: [1, 2] },
          { everything: '[null,null,[]]', area: null, shipping: null, partPrices: [] },
        ],
      },
    },
    also: ({ catalogue, shipping }) => expect([catalogue?.length, shipping?.length]).toEqual([1, 1]),
  },
  {
    behaviour: 'of a field that itself requires another is followed to the end',
    operation: '{ product(upc: "u1") { advice } }',
    expected: { data: { product: { advice: 'KZ for 100' } } },
  },
  {
    behaviour: 'does not show what was fetched for it',
    operation: '{ product(upc: "u1") { advice size { depth } } }',
    expected: { data: { product: { advice: 'KZ for 100', size: { depth: null } } } },
  },
  {
    behaviour: 'is not asked about an entity that is not there',
    operation: '{ product(upc: "u9") { advice } }',
    expected: { data: { product: null } },
    also: ({ shipping, advice }) => expect([shipping, advice]).toEqual([[], []]),
  },
]);

federation('@requires through an abstract type', requiredAbstract, [
  {
    behaviour: 'sends of each object what its own type has',
    operation: '{ owners { advice } }',
    expected: { data: { owners: [{ advice: 'Mysyq: 9' }, { advice: 'Aqtos: ["sit","roll"]' }, { advice: 'get a pet' }] } },
  },
]);

const ONE_FOR_ALL = 'it tells all entities of a place alike, and does not ask about those for which the required field was not fetched';

federation('@requires below types', requiredBelowTypes, [
  {
    behaviour: 'is asked of the entities that a client wants it of, and does not keep the others from being asked',
    operation: '{ things { ... on Book { keeper { badge } } ... on Tool { keeper { rank } } } }',
    expected: {
      data: { things: [{ keeper: { badge: 'badge of Aigerim' } }, { keeper: { rank: 'rank k2' } }, { keeper: null }, { keeper: { rank: 'rank k1' } }] },
    },
    wrongOn: { apollo: ONE_FOR_ALL },
  },
  {
    behaviour: 'can stand beside what is wanted of all',
    operation: '{ things { keeper { rank } ... on Book { keeper { badge } } } }',
    expected: {
      data: { things: [{ keeper: { rank: 'rank k1', badge: 'badge of Aigerim' } }, { keeper: { rank: 'rank k2' } }, { keeper: null }, { keeper: { rank: 'rank k1' } }] },
    },
    wrongOn: { apollo: ONE_FOR_ALL },
  },
  {
    behaviour: 'makes one call where it is there for all that are asked about',
    operation: '{ things { ... on Book { keeper { badge rank } } ... on Tool { keeper { badge } } } }',
    expected: {
      data: {
        things: [{ keeper: { badge: 'badge of Aigerim', rank: 'rank k1' } }, { keeper: { badge: 'badge of Bolat' } }, { keeper: null }, { keeper: { badge: 'badge of Aigerim' } }],
      },
    },
    also: ({ badges }) => expect(badges).toHaveLength(1),
  },
]);
