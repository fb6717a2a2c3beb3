import { federation } from '../../kit/federation.js';
import { pricesInContext } from './world.js';

federation('arguments from the context', pricesInContext, [
  {
    behaviour: 'are those of the place, so that one entity is answered about differently at two places',
    operation: '{ shops { id shelf { items { id price } } } }',
    expected: {
      data: {
        shops: [
          { id: 'kz', shelf: { items: [{ id: '1', price: '1 in KZT' }, { id: '2', price: '2 in KZT' }] } },
          { id: 'none', shelf: { items: [] } },
          { id: 'uz', shelf: { items: [{ id: '2', price: '2 in UZS' }] } },
        ],
      },
    },
  },
  {
    behaviour: 'are null where nothing stands there',
    operation: '{ shops { shelf { best { price } } } }',
    expected: {
      data: { shops: [{ shelf: { best: { price: '1 in KZT' } } }, { shelf: { best: { price: '1 in no currency' } } }, { shelf: { best: null } }] },
    },
  },
  {
    behaviour: 'are found under aliases, of what stands around the entity and of what gives the value',
    operation: '{ a: shop(id: "uz") { money: currency currency: id s: shelf { i: items { p: price } } } }',
    expected: { data: { a: { money: 'UZS', currency: 'uz', s: { i: [{ p: '2 in UZS' }] } } } },
  },
  {
    behaviour: 'are found through fragments',
    operation: '{ shop(id: "kz") { ...S } } fragment S on Shop { shelf { ... { best { ...I } } } } fragment I on Item { price }',
    expected: { data: { shop: { shelf: { best: { price: '1 in KZT' } } } } },
  },
], { apollo: 'the engine apollo cannot take arguments from @context, which the supergraph uses: set ENGINE=compiled' });
