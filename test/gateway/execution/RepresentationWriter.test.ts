import type { FetchDataRewrite, QueryPlanSelectionNode } from '@apollo/query-planner';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { RepresentationWriter } from '../../../gateway/execution/RepresentationWriter.js';

const schema = buildSchema(`
  type Query { media: [Media] }
  interface Media { id: ID }
  type Book implements Media { id: ID, pages: Int, place: Place }
  type Film implements Media { id: ID }
  union Place = Shelf | Room
  type Shelf { n: Int }
  type Room { n: Int }
  type Other { id: ID }
`);

const field = (name: string, ...selections: QueryPlanSelectionNode[]): QueryPlanSelectionNode => ({ kind: 'Field', name, ...(selections.length > 0 && { selections }) });
const on = (typeCondition: string, ...selections: QueryPlanSelectionNode[]): QueryPlanSelectionNode => ({ kind: 'InlineFragment', typeCondition, selections });

function written(entity: Record<string, unknown>, selections: QueryPlanSelectionNode[], rewrites: FetchDataRewrite[] = [], keys?: string[][]): string | undefined {
  return new RepresentationWriter(schema, selections, rewrites, keys && (() => keys)).formOf(entity)?.write(entity);
}

const BOOK = { __typename: 'Book', id: 'b"1', pages: 3, extra: 'unasked', place: { __typename: 'Shelf', n: 4 } };

describe('a representation', () => {
  it.each([
    ['is cut to what is required', [on('Book', field('__typename'), field('id'))], '{"__typename":"Book","id":"b\\"1"}'],
    ['is written by conditions on interfaces', [on('Media', field('__typename'), field('id'))], '{"__typename":"Book","id":"b\\"1"}'],
    ['names a field of several fragments once', [on('Book', field('__typename'), field('id')), on('Media', field('id'), field('pages'))], '{"__typename":"Book","id":"b\\"1","pages":3}'],
    ['is not written for another type', [on('Film', field('__typename'), field('id'))], undefined],
    ['is not written where a field is missing', [on('Book', field('__typename'), field('isbn'))], undefined],
    ['holds inner objects, by their own type', [on('Book', field('__typename'), field('place', on('Shelf', field('n')), on('Room', field('m'))))], '{"__typename":"Book","place":{"n":4}}'],
    ['has null for an inner object that lacks a field', [on('Book', field('__typename'), field('place', on('Shelf', field('m'))))], '{"__typename":"Book","place":null}'],
  ])('%s', (_what, selections, text) => {
    expect(written(BOOK, selections)).toBe(text);
  });

  it.each([{ id: 1 }, { __typename: null, id: 1 }, { __typename: 'Unknown', id: 1 }, { __typename: 'Other', id: 1 }])('is not written for an entity of no fitting type: %j', (entity) => {
    expect(written(entity, [on('Media', field('__typename'), field('id'))])).toBeUndefined();
  });

  it('keeps lists and nulls, at any depth', () => {
    const entity = { __typename: 'Book', places: [[{ n: 1, m: 2 }, null], null], pages: null };
    expect(written(entity, [field('__typename'), field('places', field('n')), field('pages')])).toBe('{"__typename":"Book","places":[[{"n":1},null],null],"pages":null}');
  });

  it('reads own properties only', () => {
    expect(written({ __typename: 'Book' }, [field('__typename'), field('constructor')])).toBeUndefined();
  });
});

describe('what the plan rewrites', () => {
  const media: FetchDataRewrite = { kind: 'ValueSetter', path: ['... on Media', '__typename'], setValueTo: 'Media' };

  it('is another type name for an agency that knows the interface alone', () => {
    expect(written(BOOK, [on('Book', field('__typename'), field('id'))], [media])).toBe('{"__typename":"Media","id":"b\\"1"}');
  });

  it('leaves other types as they are', () => {
    expect(written({ __typename: 'Other', id: '1' }, [on('Other', field('__typename'), field('id'))], [media])).toBe('{"__typename":"Other","id":"1"}');
  });

  it('is another name for a field, also within objects and behind conditions', () => {
    const rewrites: FetchDataRewrite[] = [
      { kind: 'KeyRenamer', path: ['... on Book', 'pages__1'], renameKeyTo: 'pages' },
      { kind: 'KeyRenamer', path: ['... on Book', 'place', '... on Room', 'n'], renameKeyTo: 'number' },
    ];
    const selections = [on('Book', field('__typename'), field('pages__1'), field('place', field('n')))];
    const entity = { __typename: 'Book', pages__1: 0 };
    expect(written({ ...entity, place: { __typename: 'Room', n: 1 } }, selections, rewrites)).toBe('{"__typename":"Book","pages":0,"place":{"number":1}}');
    expect(written({ ...entity, place: { __typename: 'Shelf', n: 1 } }, selections, rewrites)).toBe('{"__typename":"Book","pages":0,"place":{"n":1}}');
  });
});

describe('an entity', () => {
  const selections = [on('Book', field('__typename'), field('id'), field('pages'), field('isbn'))];
  it.each([
    ['with its key', [['id']], { id: '1', pages: null, isbn: null }, true],
    ['whose key is null', [['id']], { id: null, pages: 1, isbn: null }, false],
    ['with one key of two', [['id'], ['isbn']], { id: null, pages: 1, isbn: '9' }, true],
    ['with half a key', [['id', 'isbn']], { id: '1', pages: 1, isbn: null }, false],
    ['whose null key is not sent', [['other'], ['id']], { id: '1', pages: 1, isbn: null }, true],
    ['of which no key is sent', [['other']], { id: '1', pages: 1, isbn: null }, false],
    ['of a type of which the agency knows no key', [], { id: '1', pages: 1, isbn: null }, false],
    ['of which no keys are known to us', undefined, { id: null, pages: 1, isbn: null }, true],
  ])('%s is asked about: see', (_what, keys, entity, isAsked) => {
    expect(written({ __typename: 'Book', ...entity }, selections, [], keys) !== undefined).toBe(isAsked);
  });
});
