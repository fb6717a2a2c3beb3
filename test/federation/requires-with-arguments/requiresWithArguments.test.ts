import { expect } from 'vitest';
import { federation } from '../../kit/federation.js';
import { commented, inChains, nested } from './world.js';

const MERGED = 'its planner compares response names only, so that one field with two lists of arguments becomes one';

federation('@requires with arguments', commented, [
  {
    behaviour: 'fetches the field with these arguments',
    operation: '{ post { firstThree } }',
    expected: { data: { post: { firstThree: 'p1/1,p1/2,p1/3' } } },
  },
  {
    behaviour: 'passes enum values, objects, lists and strings on',
    operation: '{ posts { newest } post { chosen } }',
    expected: { data: { posts: [{ newest: 'p1/4,p1/3' }, { newest: 'p2/4,p2/3' }], post: { chosen: 'p1/2,p1/4' } } },
  },
  {
    behaviour: 'is not confused by the client asking for the same field with the same arguments',
    operation: '{ post { comments(limit: 3) { date } firstThree } }',
    expected: {
      data: { post: { comments: [{ date: '2026-01-01' }, { date: '2026-01-02' }, { date: '2026-01-03' }], firstThree: 'p1/1,p1/2,p1/3' } },
    },
  },
  {
    behaviour: 'is not confused by the client asking for the same field with other arguments',
    operation: '{ post { comments(limit: 1) { id } firstThree } }',
    expected: { data: { post: { comments: [{ id: 'p1/1' }], firstThree: 'p1/1,p1/2,p1/3' } } },
    wrongOn: { apollo: MERGED },
  },
  {
    behaviour: 'is not confused by the client asking for the same field with a variable',
    operation: 'query ($limit: Int!) { post { comments(limit: $limit) { id } firstThree } }',
    variables: { limit: 2 },
    expected: { data: { post: { comments: [{ id: 'p1/1' }, { id: 'p1/2' }], firstThree: 'p1/1,p1/2,p1/3' } } },
    wrongOn: { apollo: MERGED },
  },
  {
    behaviour: "is not confused by the client's alias",
    operation: '{ post { few: comments(limit: 1) { id } comments: comments(limit: 2) { id } firstThree } }',
    expected: { data: { post: { few: [{ id: 'p1/1' }], comments: [{ id: 'p1/1' }, { id: 'p1/2' }], firstThree: 'p1/1,p1/2,p1/3' } } },
    wrongOn: { apollo: MERGED },
  },
  {
    behaviour: 'of the same field with other arguments is told apart',
    operation: '{ post { firstThree firstOne newest } }',
    expected: { data: { post: { firstThree: 'p1/1,p1/2,p1/3', firstOne: 'p1/1', newest: 'p1/4,p1/3' } } },
    wrongOn: { apollo: MERGED },
  },
  {
    behaviour: 'of the same field with the same arguments and another selection is sent with both',
    operation: '{ post { firstThree firstDates } }',
    expected: { data: { post: { firstThree: 'p1/1,p1/2,p1/3', firstDates: '2026-01-01,2026-01-02,2026-01-03' } } },
  },
  {
    behaviour: 'of a scalar field is told apart from the same field without arguments',
    operation: '{ posts { title kazakhTitle } }',
    expected: {
      data: { posts: [{ title: 'p1 in en', kazakhTitle: 'qaz p1 in kk' }, { title: 'p2 in en', kazakhTitle: 'qaz p2 in kk' }] },
    },
    wrongOn: { apollo: MERGED },
  },
  {
    behaviour: 'keeps all of them apart in lists',
    operation: '{ posts { chosen firstOne kazakhTitle firstDates comments(limit: 1, order: NEWEST) { id } } }',
    expected: {
      data: {
        posts: ['p1', 'p2'].map((id) => ({
          chosen: `${id}/2,${id}/4`,
          firstOne: `${id}/1`,
          kazakhTitle: `qaz ${id} in kk`,
          firstDates: '2026-01-01,2026-01-02,2026-01-03',
          comments: [{ id: `${id}/4` }],
        })),
      },
    },
    wrongOn: { apollo: MERGED },
  },
]);

federation('@requires with arguments below other fields', nested, [
  {
    behaviour: 'fetches each call once, at any depth',
    operation: '{ shop { firstPet } }',
    expected: { data: { shop: { firstPet: 'AQTOS' } } },
  },
  {
    behaviour: 'tells calls apart that differ at any depth, and passes the variables of the client on',
    operation: 'query ($a: String, $b: String!) { shops { firstPet(shout: $a) bothPets(shout: $b) owner { pets(first: 2) { name } } } }',
    variables: { a: '!', b: '?' },
    expected: {
      data: {
        shops: ['1', '2'].map(() => ({ firstPet: 'AQTOS!', bothPets: 'Aqtos,Mysyq?', owner: { pets: [{ name: 'Aqtos' }, { name: 'Mysyq' }] } })),
      },
    },
    wrongOn: { apollo: MERGED },
  },
  {
    behaviour: 'tells a call from the field without arguments',
    operation: '{ shop { kazakhName plainName name(language: "ru") } }',
    expected: { data: { shop: { kazakhName: 'kazakh shop 1 (kk)', plainName: 'plain shop 1', name: 'shop 1 (ru)' } } },
    wrongOn: { apollo: MERGED },
  },
  {
    behaviour: 'calls through an interface, whatever the type',
    operation: '{ shops { value } }',
    expected: { data: { shops: [{ value: '{"price":"cup in KZT"}' }, { value: '{"price":"medal in KZT","weight":5}' }] } },
  },
  {
    behaviour: 'calls a field that requires another',
    operation: '{ shop { quoted quote(in: "USD") } }',
    expected: { data: { shop: { quoted: 'rates 1 in KZT at shop 1 (ru)', quote: 'rates 1 in USD' } } },
    wrongOn: { apollo: MERGED },
  },
  {
    behaviour: 'makes no more calls than there are representations that differ',
    operation: '{ shop { firstPet value quoted plainName kazakhName } }',
    expected: {
      data: {
        shop: {
          firstPet: 'AQTOS',
          value: '{"price":"cup in KZT"}',
          quoted: 'rates 1 in KZT at shop 1 (ru)',
          plainName: 'plain shop 1',
          kazakhName: 'kazakh shop 1 (kk)',
        },
      },
    },
    also: ({ town }) => expect(town?.length).toBe(3),
    wrongOn: { apollo: MERGED },
  },
]);

federation('@requires with arguments in chains', inChains, [
  {
    behaviour: 'tells each field of the chain its own',
    operation: '{ entries { both } }',
    expected: { data: { entries: [{ both: 'first 10, second 100' }, { both: 'first 20, second 200' }] } },
    wrongOn: { apollo: MERGED },
  },
]);
