import { expect } from 'vitest';
import type { GraphQLFormattedError } from 'graphql';
import { AGENCY_REFUSAL } from '../../../gateway/subgraph/classifyReply.js';
import { federation } from '../../kit/federation.js';
import type { Behaviour } from '../../kit/gateway/TestSubgraph.js';
import { costly, shared, stepwise, withheld } from './world.js';

/** Its own words stay with the agency: they could name whoever is in its register. */
const error = (agency: string, ...path: (string | number)[]): GraphQLFormattedError => ({
  message: AGENCY_REFUSAL,
  path,
  extensions: { code: 'WITHHELD', agency },
});

const INDEXED = 'it takes the index of the representation for the index in the list, though objects of other types stand between';

federation("a subgraph's error", withheld, [
  {
    behaviour: 'at the root has its own path',
    operation: '{ name: faulty listed }',
    expected: {
      data: { name: null, listed: ['a', null] },
      errors: [error('shelves', 'name'), error('shelves', 'listed', 1)],
    },
  },
  {
    behaviour: 'below the root keeps the path of aliases',
    operation: '{ s: shelf { l: label name } }',
    expected: { data: { s: { l: null, name: null } }, errors: [error('shelves', 's', 'l')] },
  },
  {
    behaviour: 'at a single entity stands where the entity stands',
    operation: '{ first { note } }',
    expected: { data: { first: { note: null } }, errors: [error('notes', 'first', 'note')] },
  },
  {
    behaviour: 'at an entity in a list names every place of the entity, beside nulls and other entities',
    operation: '{ books { note } }',
    expected: {
      data: { books: [{ note: 'note on good' }, null, { note: null }, { note: 'note on good' }, { note: null }, { note: null }] },
      errors: [
        error('notes', 'books', 2, 'note'),
        error('notes', 'books', 4, 'note'),
        error('notes', 'books', 5),
      ],
    },
  },
  {
    behaviour: 'at an entity in a list of lists has every index',
    operation: '{ rows { id n: note } }',
    expected: {
      data: { rows: [[{ id: 'good', n: 'note on good' }, { id: 'bad', n: null }], [], [{ id: 'bad', n: null }]] },
      errors: [error('notes', 'rows', 0, 1, 'n'), error('notes', 'rows', 2, 0, 'n')],
    },
  },
  {
    behaviour: 'below an entity goes on with the path inside',
    operation: '{ rows { few: notes(kind: "few") { t: text } } }',
    expected: {
      data: {
        rows: [
          [{ few: [{ t: 'few good' }, { t: 'more' }] }, { few: [{ t: 'few bad' }, { t: null }] }],
          [],
          [{ few: [{ t: 'few bad' }, { t: null }] }],
        ],
      },
      errors: [error('notes', 'rows', 0, 1, 'few', 1, 't'), error('notes', 'rows', 2, 0, 'few', 1, 't')],
    },
  },
  {
    behaviour: 'stands under both names where a client asks for one entity under two',
    operation: '{ shelf { left { note } } again: shelf { right { note } } }',
    expected: {
      data: { shelf: { left: [{ note: null }] }, again: { right: [{ note: 'note on good' }, { note: null }] } },
      errors: [error('notes', 'again', 'right', 1, 'note'), error('notes', 'shelf', 'left', 0, 'note')],
    },
  },
  {
    behaviour: 'counts only the objects of a list that are of the type',
    operation: '{ found { ... on Book { note } } }',
    expected: {
      data: { found: [{}, { note: 'note on good' }, { note: null }] },
      errors: [error('notes', 'found', 2, 'note')],
    },
    wrongOn: { apollo: INDEXED },
  },
  {
    behaviour: 'at a required field that the client did not ask for does not show the field',
    operation: '{ first { id fits } }',
    expected: { data: { first: { id: 'bad', fits: 'fits null' } } },
  },
  {
    behaviour: 'at a required field that the client asked for is told once',
    operation: '{ first { size fits } }',
    expected: { data: { first: { size: null, fits: 'fits null' } }, errors: [error('shelves', 'first', 'size')] },
  },
  {
    behaviour: 'at an entity of an entity has the whole path',
    operation: '{ first { next { note id } } }',
    expected: { data: { first: { next: { note: null, id: 'worse' } } }, errors: [error('notes', 'first', 'next')] },
  },
  {
    behaviour: 'at one entity in two fields of one object has the path of each, and what lies below it',
    operation: '{ shelf { left { a: notes(kind: "x") { text } b: note } right { b: note a: notes(kind: "y") { text } } } }',
    expected: {
      data: {
        shelf: {
          left: [{ a: [{ text: 'x bad' }, { text: null }], b: null }],
          right: [{ b: 'note on good', a: [{ text: 'y good' }, { text: 'more' }] }, { b: null, a: [{ text: 'y bad' }, { text: null }] }],
        },
      },
      errors: [
        error('notes', 'shelf', 'left', 0, 'a', 1, 'text'),
        error('notes', 'shelf', 'left', 0, 'b'),
        error('notes', 'shelf', 'right', 1, 'a', 1, 'text'),
        error('notes', 'shelf', 'right', 1, 'b'),
      ],
    },
  },
  {
    behaviour: 'at entities below entities, in lists and fragments, names each place of each',
    operation: '{ books { ...N next { ...N } } rows { next { note } } } fragment N on Book { id m: note }',
    expected: {
      data: {
        books: [
          { id: 'good', m: 'note on good', next: null },
          null,
          { id: 'bad', m: null, next: { id: 'worse', m: null } },
          { id: 'good', m: 'note on good', next: null },
          { id: 'bad', m: null, next: { id: 'worse', m: null } },
          { id: 'worse', m: null, next: null },
        ],
        rows: [[{ next: null }, { next: { note: null } }], [], [{ next: { note: null } }]],
      },
      errors: [
        error('notes', 'books', 2, 'm'),
        error('notes', 'books', 2, 'next'),
        error('notes', 'books', 4, 'm'),
        error('notes', 'books', 4, 'next'),
        error('notes', 'books', 5),
        error('notes', 'rows', 0, 1, 'next'),
        error('notes', 'rows', 2, 0, 'next'),
      ],
    },
  },
]);

federation("a subgraph's error at a field that only another subgraph needs", costly, [
  {
    behaviour: 'is told at what it took along, and at what could not be asked for',
    operation: '{ books { id n: note tax } }',
    expected: {
      data: { books: [{ id: 'good', n: 'note on good', tax: 1 }, { id: 'bad', n: null, tax: null }] },
      errors: [error('prices', 'books', 1, 'n'), error('prices', 'books', 1, 'tax')],
    },
    wrongOn: { apollo: 'it tells nothing of it' },
  },
  {
    behaviour: 'is told at an object of which another subgraph has delivered its part',
    operation: '{ books { maker { name city } tax } }',
    expected: {
      data: { books: [{ maker: { name: 'maker of good', city: 'Taraz' }, tax: 1 }, { maker: { name: 'maker of bad', city: null }, tax: null }] },
      errors: [error('prices', 'books', 1, 'maker'), error('prices', 'books', 1, 'tax')],
    },
    wrongOn: { apollo: 'it tells nothing of it' },
  },
]);

federation("a subgraph's error at a field that another subgraph has delivered", shared, [
  {
    behaviour: 'is told at what it took along, too',
    operation: '{ books { note maker { name city } } }',
    expected: {
      data: { books: [{ note: null, maker: { name: 'Aigerim', city: null } }] },
      errors: [error('prices', 'books', 0, 'maker'), error('prices', 'books', 0, 'note')],
    },
    wrongOn: { apollo: 'it tells of the one alone' },
  },
]);

const DOWN: Behaviour = { kind: 'reply', status: 503, body: '{}' };

const failed = (agency: string, ...path: (string | number)[]): GraphQLFormattedError => ({
  message: 'The agency could not be reached or failed.',
  path,
  extensions: { code: 'SUBGRAPH_REQUEST_FAILED', agency },
});

const SILENT = 'it writes null for what was never asked, without an error';

federation('a failure that leaves a later subgraph without the key that it is asked by', stepwise, [
  {
    behaviour: 'is told at each field that is missing for it, also below a list, a part of an object, and a step further on',
    operation: '{ films { title cost: price terms { text days } tax } }',
    faults: { archive: DOWN },
    expected: {
      data: {
        films: ['steppe', null, 'unknown', 'words'].map((code) => ({ title: `title ${code}`, cost: null, terms: { text: `terms ${code}`, days: null }, tax: null })),
      },
      errors: [0, 2, 3].flatMap((film) => [
        failed('archive', 'films', film, 'cost'),
        failed('archive', 'films', film, 'tax'),
        failed('archive', 'films', film, 'terms', 'days'),
      ]),
    },
    also: ({ shop, office }) => expect([shop, office]).toEqual([[], []]),
    wrongOn: { apollo: SILENT },
  },
  {
    behaviour: 'is told of the one entity that it concerns, and of none that has no key',
    operation: '{ films { price } }',
    expected: {
      data: { films: [{ price: 100 }, { price: null }, { price: null }, { price: null }] },
      errors: [error('archive', 'films', 2, 'price')],
    },
    also: ({ shop }) => expect(shop?.flatMap(({ variables }) => variables['representations'])).toEqual([{ __typename: 'Film', id: 'f1' }, { __typename: 'Film', id: 'f2' }]),
    wrongOn: { apollo: SILENT },
  },
  {
    behaviour: 'is told under each name, beside fields that came without it',
    operation: '{ one: film(code: "steppe") { title price } two: film(code: "steppe") { a: price b: price } none: film { price title } }',
    faults: { archive: DOWN },
    expected: {
      data: { one: { title: 'title steppe', price: null }, two: { a: null, b: null }, none: { price: null, title: 'title undefined' } },
      errors: [failed('archive', 'one', 'price'), failed('archive', 'two', 'a'), failed('archive', 'two', 'b')],
    },
    wrongOn: { apollo: SILENT },
  },
  {
    behaviour: 'is told once where the client sees the key',
    operation: '{ film(code: "steppe") { id price } }',
    faults: { archive: DOWN },
    expected: { data: { film: null }, errors: [failed('archive', 'film', 'id')] },
  },
]);
