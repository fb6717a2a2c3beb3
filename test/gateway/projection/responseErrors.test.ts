// Nulls that travel up, and errors of execution in the client's names.

import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { badAt, prepareWriter, write } from './writeResponse.js';

const REPORTED = { message: 'The agency did not answer in time.', extensions: { code: 'SUBGRAPH_REQUEST_TIMEOUT', agency: 'x' } };

describe('null in a place that may not be null', () => {
  const SDL = `
    type Query { case: Case must: Case! cases: [Case!] }
    type Case { id: ID! stage: Int deep: Deep list: [Deep!]! } type Deep { must: Deep! leaf: Int! other: Int }
  `;

  it('travels to the nearest field that may be', () => {
    expect(write(SDL, '{ case { stage deep { must { leaf } } } }', { data: { case: { stage: 1, deep: { must: { leaf: null } } } } })).toEqual({
      text: '{"case":{"stage":1,"deep":null}}',
      errors: [badAt('case', 'deep', 'must', 'leaf')],
    });
  });

  it('travels through lists, with the number of the item', () => {
    const data = { cases: [{ list: [{ leaf: 1 }, { leaf: 2 }] }, { list: [{ leaf: 1 }, { leaf: null }] }] };
    expect(write(SDL, '{ cs: cases { l: list { leaf } } }', { data })).toEqual({ text: '{"cs":null}', errors: [badAt('cs', 1, 'l', 1, 'leaf')] });
  });

  it('can reach the root', () => {
    expect(write(SDL, '{ case { stage } must { id } }', { data: { case: {}, must: {} } })).toEqual({ text: 'null', errors: [badAt('must', 'id')] });
  });

  it('adds one error, and leaves those found before', () => {
    const data = { case: { stage: 'x', id: null, deep: { must: null } } };
    expect(write(SDL, '{ case { stage id deep { must { leaf } } } }', { data })).toEqual({
      text: '{"case":null}',
      errors: [badAt('case', 'stage'), badAt('case', 'id')],
    });
  });

  it('names the agency of the field, where there is one', () => {
    const owners: Record<string, string[]> = { 'Deep.leaf': ['applicants'], 'Case.stage': ['applicants', 'labour-demand'], 'Case.list': ['regional-quotas'] };
    const write = prepareWriter(buildSchema(SDL), '{ case { stage deep { leaf } list { leaf } } }', (type, field) => owners[`${type}.${field}`] ?? []);
    expect(write({ data: { case: { stage: 'x', deep: { leaf: '' }, list: [null] } } }).errors.map(({ extensions }) => extensions)).toEqual([
      { code: 'SUBGRAPH_BAD_RESPONSE' },
      { code: 'SUBGRAPH_BAD_RESPONSE', agency: 'applicants' },
      { code: 'SUBGRAPH_BAD_RESPONSE', agency: 'regional-quotas' },
    ]);
  });

  it.each([
    ['at the same place', ['cases', 0, 'deep', 'leaf']],
    ['above', ['cases', 0]],
    ['below', ['cases', 0, 'deep', 'leaf', 'within']],
  ])('adds no error where execution reported one %s', (_where, path) => {
    const data = { cases: [{ deep: { leaf: null } }, { deep: { leaf: null } }] };
    const { text, errors } = write(SDL, '{ cases { deep { leaf } } }', { data, errors: [{ ...REPORTED, path }] });
    expect(text).toBe('{"cases":[{"deep":null},{"deep":null}]}');
    expect(errors).toEqual([{ ...REPORTED, path: path.slice(0, 4) }, badAt('cases', 1, 'deep', 'leaf')]);
  });

  it('is not explained by an error beside it, nor by one without a path', () => {
    const errors = [{ ...REPORTED, path: ['case', 'stage'] }, REPORTED];
    expect(write(SDL, '{ case { stage id } }', { data: { case: { stage: null, id: null } }, errors })).toEqual({
      text: '{"case":null}',
      errors: [{ ...REPORTED, path: ['case', 'stage'] }, REPORTED, badAt('case', 'id')],
    });
  });
});

describe('errors of execution', () => {
  const SDL = `
    type Query { case(id: ID): Case cases: [[Case]] node: Node } interface Node { id: ID } scalar Json
    type Case implements Node { id: ID stage: Int json: Json parts: [Part] } type Part implements Node { id: ID size(unit: String): Int }
  `;
  const OPERATION = `query ($no: Boolean = false) {
    one: case(id: "1") { stage number: id skipped: parts @include(if: $no) { id } } two: case(id: "1") { parts { p: size(unit: "m") } json }
    list: cases { s: stage t: stage } node { ... on Case { c: id } ... on Part { d: id } }
  }`;
  const DATA = {
    case__1: { stage: 1, id: '1', parts: [{ size__2: null }], json: { a: 1 } },
    cases: [[{ stage: null }], []],
    node: { __typename: 'Part', id: null },
  };

  it.each([
    ['under each alias that selects them', ['case__1'], [['one'], ['two']]],
    ['under the alias that selects them', ['case__1', 'id'], [['one', 'number']]],
    ['under arguments', ['case__1', 'parts', 0, 'size__2'], [['two', 'parts', 0, 'p']]],
    ['in lists of lists, under two aliases', ['cases', 0, 0, 'stage'], [['list', 0, 0, 's'], ['list', 0, 0, 't']]],
    ['under the type that the data names', ['node', 'id'], [['node', 'd']]],
    ['not at a field that was not selected', ['case__1', 'secret'], []],
    ['not at a root field that was not selected', ['secret'], []],
    ['not at a skipped field', ['case__1', 'parts', 0, 'id'], []],
    ['at the list for an item that it does not have', ['cases', 2, 0, 'stage'], [['list']]],
    ['at the list for an item without a number', ['cases', 'first'], [['list']]],
    ['at the object for a field with a number', ['case__1', 0], [['one'], ['two']]],
    ['at the leaf for what lies within it', ['case__1', 'json', 'a'], [['two', 'json']]],
    ['nowhere for an empty path', [], [undefined]],
  ])('are told %s', (_where, path, paths) => {
    const { errors } = write(SDL, OPERATION, { data: DATA, errors: [{ ...REPORTED, path }] });
    expect(errors).toEqual(paths.map((path) => ({ ...REPORTED, ...(path !== undefined && { path }) })));
  });

  it.each([
    ['follow the selection below a null', ['case__1', 'id'], [['one', 'number'], ['two']]],
    ['through lists that are not there', ['cases', 5, 3, 'stage'], [['list', 5, 3, 's'], ['list', 5, 3, 't']]],
    ['end at a null whose type nobody knows', ['node', 'id'], [['node']]],
    ['stand at the null that a hidden field took along', ['case__1', 'secret'], [['one'], ['two']]],
  ])('%s', (_what, path, paths) => {
    const { text, errors } = write(SDL, OPERATION, { data: { case__1: null, cases: null, node: null }, errors: [{ ...REPORTED, path }] });
    expect(text).toBe('{"one":null,"two":null,"list":null,"node":null}');
    expect(errors).toEqual(paths.map((path) => ({ ...REPORTED, path })));
  });

  it('stand beside data that is null as a whole', () => {
    expect(write(SDL, OPERATION, { data: null, errors: [REPORTED, { ...REPORTED, path: ['cases'] }] })).toEqual({
      text: 'null',
      errors: [REPORTED, { ...REPORTED, path: ['list'] }],
    });
  });

  it('by the thousand explain nulls by the thousand without a search per null', () => {
    const sdl = 'type Query { cases: [Case] } type Case { id: ID! }';
    const cases = Array.from({ length: 20_000 }, () => ({ id: null }));
    const errors = cases.map((_, index) => ({ ...REPORTED, path: ['cases', index, 'id'] }));
    // Looking through all errors for each null takes minutes, and so runs into the test's own limit.
    expect(write(sdl, '{ cases { id } }', { data: { cases }, errors }).errors).toHaveLength(20_000);
  });
});
