import { expect } from 'vitest';
import { federation } from '../../kit/federation.js';
import { feesInContext, pricesInContext } from './world.js';

const REFUSED = { apollo: 'the engine apollo cannot take arguments from @context, which the supergraph uses: set ENGINE=compiled' };

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
], REFUSED);

const fees = (...texts: readonly string[]) => ({ files: texts.map((fee) => ({ fee })) });

const places = (...texts: readonly string[]) => ({ parcels: texts.map((place) => ({ place })) });

federation('arguments from several contexts', feesInContext, [
  {
    behaviour: 'are taken levels up, each from its own place, a value within an object and one that is not there included',
    operation: '{ lands { id offices { desks { files { fee } } } } }',
    expected: {
      data: {
        lands: [
          { id: 'north', offices: [{ desks: [fees('1 at 5 in kk', '2 at 5 in kk'), fees('1 at 5 in kk')] }, { desks: [fees('1 at 5 in ru')] }] },
          { id: 'south', offices: [{ desks: [fees('1 at  in kk')] }] },
        ],
      },
    },
    // One call per set of values, with each file in it once.
    also: ({ fees: calls = [] }) => {
      const asked = calls.map(({ variables }) => (variables['representations'] as { id: string }[]).map(({ id }) => id).join(' '));
      expect(asked.toSorted()).toEqual(['1', '1', '1 2']);
    },
  },
  {
    behaviour: 'are those of the nearest object that gives them, where such objects stand in each other',
    operation: '{ lands { capital { desks { files { fee } } } neighbours { offices { desks { files { fee } } } } } }',
    expected: {
      data: {
        lands: [
          { capital: { desks: [fees('1 at 5 in ', '3 at 5 in ')] }, neighbours: [{ offices: [{ desks: [fees('1 at  in kk')] }] }] },
          { capital: null, neighbours: [{ offices: [{ desks: [fees('1 at 5 in kk', '2 at 5 in kk'), fees('1 at 5 in kk')] }, { desks: [fees('1 at 5 in ru')] }] }] },
        ],
      },
    },
  },
  {
    behaviour: 'stand beside arguments of the client, for one field more than once, under names that shadow what gives the values',
    operation: `query ($urgent: Boolean = true, $once: Boolean!) {
      lands { tax: id offices { language: id desks { d: files { id: fee(urgent: $urgent) percent: fee @skip(if: $once) fee @include(if: $once) } } } }
    }`,
    variables: { once: true },
    expected: {
      data: {
        lands: [
          {
            tax: 'north',
            offices: [
              {
                language: 'office-kk',
                desks: [{ d: [{ id: '1! at 5 in kk', fee: '1 at 5 in kk' }, { id: '2! at 5 in kk', fee: '2 at 5 in kk' }] }, { d: [{ id: '1! at 5 in kk', fee: '1 at 5 in kk' }] }],
              },
              { language: 'office-ru', desks: [{ d: [{ id: '1! at 5 in ru', fee: '1 at 5 in ru' }] }] },
            ],
          },
          { tax: 'south', offices: [{ language: 'office-kk', desks: [{ d: [{ id: '1! at  in kk', fee: '1 at  in kk' }] }] }] },
        ],
      },
    },
  },
  {
    behaviour: 'are found at every type that gives them, behind an interface and an alias',
    operation: '{ places { tax: name ... on Port { parcels { place } } ... on Land { name: id offices { desks { parcels { place } } } } } port { parcels { place } } }',
    expected: {
      data: {
        places: [
          { tax: 'the north', name: 'north', offices: [{ desks: [places('1 in the north', '2 in the north'), places('1 in the north')] }, { desks: [places('1 in the north')] }] },
          { tax: 'the port', ...places('1 in the port', '2 in the port') },
        ],
        port: places('1 in the port'),
      },
    },
  },
], REFUSED);
