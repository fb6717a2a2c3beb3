import { federation } from '../../kit/federation.js';
import { named } from './world.js';

federation('an alias', named, [
  {
    behaviour: 'names a field of another subgraph',
    operation: '{ products { id: upc cost: shippingEstimate count: boxes } }',
    expected: { data: { products: [{ id: 'u1', cost: 'u1 of 100', count: 1 }, { id: 'u2', cost: 'u2 of 50', count: 2 }] } },
  },
  {
    behaviour: 'can stand where a key stands',
    operation: '{ products { upc: name shippingEstimate } }',
    expected: { data: { products: [{ upc: 'Saddle', shippingEstimate: 'u1 of 100' }, { upc: 'Bridle', shippingEstimate: 'u2 of 50' }] } },
  },
  {
    behaviour: 'can stand where a required field stands',
    operation: '{ products { weight: name shippingEstimate } }',
    expected: { data: { products: [{ weight: 'Saddle', shippingEstimate: 'u1 of 100' }, { weight: 'Bridle', shippingEstimate: 'u2 of 50' }] } },
  },
  {
    behaviour: 'can stand where a field inside a required one stands',
    operation: '{ product(upc: "u1") { maker { name: id } sender } }',
    expected: { data: { product: { maker: { name: 'm1' }, sender: 'u1 from Taraz' } } },
  },
  {
    behaviour: 'can exchange two names',
    operation: '{ product(upc: "u1") { boxes: upc upc: boxes shippingEstimate: sender sender: shippingEstimate } }',
    expected: { data: { product: { boxes: 'u1', upc: 1, shippingEstimate: 'u1 from Taraz', sender: 'u1 of 100' } } },
  },
  {
    behaviour: 'can be __typename of something else',
    operation: '{ product(upc: "u2") { __typename: name boxes } }',
    expected: { data: { product: { __typename: 'Bridle', boxes: 2 } } },
  },
  {
    behaviour: 'tells calls with different arguments apart',
    operation: '{ all: products { name } one: products(first: 1) { kk: name(language: "kk") ru: name(language: "ru") name boxes } }',
    expected: {
      data: {
        all: [{ name: 'Saddle' }, { name: 'Bridle' }],
        one: [{ kk: 'Saddle (kk)', ru: 'Saddle (ru)', name: 'Saddle', boxes: 1 }],
      },
    },
  },
  {
    behaviour: 'can ask for one field several times',
    operation: '{ product(upc: "u1") { a: boxes b: boxes maker { name } same: maker { id n: name } } }',
    expected: { data: { product: { a: 1, b: 1, maker: { name: 'Taraz' }, same: { id: 'm1', n: 'Taraz' } } } },
  },
  {
    behaviour: 'can look like a name of ours',
    operation: '{ name__1: products(first: 1) { name__2: name(language: "kk") name__1: upc boxes__1: boxes _1: name } }',
    expected: { data: { name__1: [{ name__2: 'Saddle (kk)', name__1: 'u1', boxes__1: 1, _1: 'Saddle' }] } },
  },
  {
    behaviour: 'can shadow keys and required fields in nested fragments and in lists',
    operation: `
      { products { ...A boxes: shippingEstimate } }
      fragment A on Product { weight: upc ... on Product { name: boxes } upc: weight }`,
    expected: {
      data: { products: [{ weight: 'u1', name: 1, upc: 100, boxes: 'u1 of 100' }, { weight: 'u2', name: 2, upc: 50, boxes: 'u2 of 50' }] },
    },
  },
  {
    behaviour: 'can shadow what lies in a required object, from several fragments',
    operation: `
      { list: products { upc: name maker { id: name name: id } sender } one: product(upc: "u2") { weight: name ...S maker { x: id } } }
      fragment S on Product { maker { x: id id: name } estimate: shippingEstimate sender }`,
    expected: {
      data: {
        list: [
          { upc: 'Saddle', maker: { id: 'Taraz', name: 'm1' }, sender: 'u1 from Taraz' },
          { upc: 'Bridle', maker: { id: 'Almaty', name: 'm2' }, sender: 'u2 from Almaty' },
        ],
        one: { weight: 'Bridle', maker: { x: 'm2', id: 'Almaty' }, estimate: 'u2 of 50', sender: 'u2 from Almaty' },
      },
    },
  },
]);
