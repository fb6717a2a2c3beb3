import { expect } from 'vitest';
import { federation } from '../../kit/federation.js';
import { listed, reviews, works } from './world.js';

federation('@interfaceObject', reviews, [
  {
    behaviour: 'adds its fields to every implementation',
    operation: '{ media { title stars } }',
    expected: { data: { media: [{ title: 'Words', stars: 4 }, { title: 'Steppe', stars: 5 }] } },
  },
  {
    behaviour: 'adds its fields to an implementation that is asked for by itself',
    operation: '{ book { pages stars } }',
    expected: { data: { book: { pages: 300, stars: 4 } } },
  },
  {
    behaviour: 'is asked by the name of the interface',
    operation: '{ media { stars } }',
    expected: { data: { media: [{ stars: 4 }, { stars: 5 }] } },
    also: ({ reviews }) => {
      expect(reviews?.map(({ variables }) => variables['representations'])).toEqual([
        [{ __typename: 'Media', id: 'b1' }, { __typename: 'Media', id: 'f1' }],
      ]);
    },
  },
  {
    behaviour: 'at the root is answered by itself where no type matters',
    operation: '{ reviewed { id stars } }',
    expected: { data: { reviewed: [{ id: 'f1', stars: 5 }, { id: 'b1', stars: 4 }] } },
    also: ({ media }) => expect(media).toEqual([]),
  },
  {
    behaviour: 'at the root learns the real types from the owner',
    operation: '{ reviewed { __typename stars title } }',
    expected: {
      data: { reviewed: [{ __typename: 'Film', stars: 5, title: 'Steppe' }, { __typename: 'Book', stars: 4, title: 'Words' }] },
    },
  },
  {
    behaviour: 'at the root leads to the fields of each type',
    operation: '{ reviewed { ... on Book { pages } ... on Film { minutes stars } } }',
    expected: { data: { reviewed: [{ minutes: 90, stars: 5 }, { pages: 300 }] } },
  },
  {
    behaviour: 'can require fields of the interface',
    operation: '{ media { verdict } bestReviewed { verdict } }',
    expected: {
      data: { media: [{ verdict: 'Words is good' }, { verdict: 'Steppe is good' }], bestReviewed: { verdict: 'Steppe is good' } },
    },
  },
]);

federation('fields of an @interfaceObject for some types', reviews, [
  {
    behaviour: 'do not keep objects of other types from being asked about',
    operation: '{ media { stars ... on Film { verdict } } }',
    expected: { data: { media: [{ stars: 4 }, { stars: 5, verdict: 'Steppe is good' }] } },
    wrongOn: { apollo: 'it does not ask about the objects for which the required field was not fetched' },
  },
  {
    behaviour: 'differ from type to type',
    operation: '{ media { ... on Film { stars } ... on Book { verdict } } reviewed { ... on Film { verdict } ... on Book { s: stars } } }',
    expected: {
      data: { media: [{ verdict: 'Words is good' }, { stars: 5 }], reviewed: [{ verdict: 'Steppe is good' }, { s: 4 }] },
    },
  },
  {
    behaviour: 'are asked for at once where they are wanted of all types',
    operation: '{ media { verdict stars title } }',
    expected: { data: { media: [{ verdict: 'Words is good', stars: 4, title: 'Words' }, { verdict: 'Steppe is good', stars: 5, title: 'Steppe' }] } },
    also: ({ reviews }) => expect(reviews).toHaveLength(1),
  },
  {
    behaviour: 'keep their types under names that shadow those of others',
    operation: '{ reviewed { t: __typename title: stars stars: title } book { verdict title: __typename } bestReviewed { ...M } } fragment M on Media { __typename verdict stars }',
    expected: {
      data: {
        reviewed: [{ t: 'Film', title: 5, stars: 'Steppe' }, { t: 'Book', title: 4, stars: 'Words' }],
        book: { verdict: 'Words is good', title: 'Book' },
        bestReviewed: { __typename: 'Film', verdict: 'Steppe is good', stars: 5 },
      },
    },
  },
]);

const unusable = (agency: string, ...path: (string | number)[]) => ({
  message: 'The agency answered with something that cannot be used.',
  path,
  extensions: { code: 'SUBGRAPH_BAD_RESPONSE', agency },
});

federation('@interfaceObject, looked up both ways', works, [
  {
    behaviour: 'leads from lists of it to the owner, who alone knows whether there is one',
    operation: '{ shelves { row works { name } } }',
    expected: {
      data: {
        shelves: [{ row: 1, works: [{ name: 'name f1' }, null, { name: 'name b1' }, null] }, { row: 2, works: [] }, { row: 3, works: [{ name: 'name b1' }] }],
      },
      errors: [unusable('archive', 'shelves', 0, 'works', 3, 'name')],
    },
    also: ({ archive = [] }) => {
      const asked = archive.flatMap(({ variables }) => variables['representations']) as { __typename: string; id: string }[];
      expect(new Set(asked.map(({ __typename, id }) => `${__typename} ${id}`))).toEqual(new Set(['Work f1', 'Work b1', 'Work lost']));
    },
  },
  {
    behaviour: 'leads by way of the owner to one that knows a type alone',
    operation: '{ shelves { works { next(after: 2) { until name __typename } ... on Book { edition price } } } }',
    expected: {
      data: {
        shelves: [
          { works: [{ next: null }, null, { next: { until: 'soon', name: 'name b2', __typename: 'Book' }, edition: 'edition b1', price: 10 }, null] },
          { works: [] },
          { works: [{ next: { until: 'soon', name: 'name b2', __typename: 'Book' }, edition: 'edition b1', price: 10 }] },
        ],
      },
      errors: [unusable('shelf', 'shelves', 0, 'works', 3)],
    },
    also: ({ shop }) => expect(shop?.map(({ variables }) => variables['representations'])).toEqual([[{ __typename: 'Book', id: 'b1' }]]),
    wrongOn: { apollo: 'of an object whose type nobody knows it answers as of one that is no book' },
  },
  {
    behaviour: 'is reached from one that knows a type alone, and from the owner',
    operation: '{ bestseller { until price next { until } name } works { ... on Book { price until } n: next { ... on Film { name } t: __typename } } }',
    expected: {
      data: {
        bestseller: { until: 'until b2', price: null, next: null, name: 'name b2' },
        works: [{ price: 10, until: 'until b1', n: { name: 'name f1', t: 'Film' } }, { n: null }, { price: null, until: 'until b2', n: null }],
      },
    },
  },
  {
    behaviour: 'gives its field through another interface',
    operation: '{ works { ... on Lent { until } name } lent { until ... on Reader { id } } }',
    expected: {
      data: {
        works: [{ until: 'until b1', name: 'name b1' }, { until: 'until f1', name: 'name f1' }, { until: 'until b2', name: 'name b2' }],
        lent: [{ until: 'never', id: 'r1' }],
      },
    },
  },
  {
    behaviour: 'asks nobody for a type that was not asked for',
    operation: '{ work(id: "b1") { id next { id } } }',
    expected: { data: { work: { id: 'b1', next: { id: 'f1' } } } },
    also: ({ archive }) => expect(archive).toEqual([]),
  },
  {
    behaviour: 'asks for the type where it was asked for',
    operation: '{ work(id: "b1") { __typename ... on Book { next { next { id } } } } }',
    expected: { data: { work: { __typename: 'Book', next: { next: null } } } },
    also: ({ archive }) => expect(archive?.length).toBeGreaterThan(0),
  },
]);

federation('@interfaceObject in lists of its own', listed, [
  {
    behaviour: 'is asked about the type that was asked for, and about no entity of another',
    operation: '{ reviewed { id title ... on Book { verdict } } }',
    expected: { data: { reviewed: [{ id: 'b1', title: 'Words', verdict: 'Words is good' }, { id: 'f1', title: 'Steppe' }] } },
    also: ({ reviews: asked }) => expect(asked?.flatMap(({ variables }) => variables['representations'] ?? [])).toEqual([{ __typename: 'Media', id: 'b1', title: 'Words' }]),
    wrongOn: { apollo: 'it asks about the film, too, without its key' },
  },
  {
    behaviour: 'says what type it is whatever the conditions of its fields',
    operation: 'query ($all: Boolean!) { lent { verdict @include(if: $all) pages } }',
    variables: { all: false },
    expected: { data: { lent: { pages: 300 } } },
    wrongOn: { apollo: 'it loses what was asked of the type' },
  },
  {
    behaviour: 'says what type it is also within a union',
    operation: '{ reviewed { ... on Found { kind: __typename } } }',
    expected: { data: { reviewed: [{ kind: 'Book' }, {}] } },
    wrongOn: { apollo: 'the planner fails' },
  },
  {
    behaviour: 'whose owner is silent has an error at what was asked of its type alone, too',
    operation: '{ lent { pages verdict id } }',
    faults: { media: { kind: 'reply', status: 503, body: '{}' } },
    expected: {
      data: { lent: { pages: null, verdict: 'null is good', id: 'b1' } },
      errors: [{ message: 'The agency could not be reached or failed.', path: ['lent', 'pages'], extensions: { code: 'SUBGRAPH_REQUEST_FAILED', agency: 'media' } }],
    },
  },
]);
