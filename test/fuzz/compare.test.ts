import { GraphQLInt, GraphQLList, GraphQLNonNull, GraphQLString, type GraphQLOutputType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { compareOpen, compareRefusals, compareWhole, UNAUTHORIZED, type GatewayError } from './oracle/compare.js';
import type { OpenField, OracleAnswer, ResponsePath } from './oracle/Oracle.js';
import type { Reach } from './oracle/Reach.js';
import { FAILED } from './scenario/Scenario.js';

const failed = (...path: ResponsePath): GatewayError => ({ path, extensions: { code: FAILED } });
const at = (...path: ResponsePath): GatewayError => ({ path, extensions: { code: UNAUTHORIZED, field: 'T.a' } });
const ours = (...path: ResponsePath): GatewayError => ({ path, extensions: { code: 'SUBGRAPH_REQUEST_FAILED' } });

const fields = (reaches: Record<string, readonly [GraphQLOutputType, Reach]>): ReadonlyMap<string, OpenField> =>
  new Map(
    Object.entries(reaches).map(([at, [type, reach]]) => {
      const path = at.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
      return [JSON.stringify(path), { path, type, reach }];
    }),
  );

describe('an answer of which everything is known', () => {
  const expected: OracleAnswer = { data: { list: [{ a: 1, b: null }, null], c: 2 }, failures: [{ kind: 'failed', path: ['list', 0, 'b'] }, { kind: 'failed', path: ['list', 1, 'a'] }] };
  const data = { list: [{ a: 1, b: null }, null], c: 2 };
  const right = [failed('list', 0, 'b'), failed('list', 1, 'a')];

  it.each<[string, unknown, readonly GatewayError[], boolean]>([
    ['the same', data, right, true],
    ['members in another order', { c: 2, list: data.list }, right, false],
    ['another value', { ...data, c: 3 }, right, false],
    ['no error at a null', data, [failed('list', 0, 'b')], false],
    ['the error of another item', data, [failed('list', 1, 'b'), failed('list', 1, 'a')], false],
    ['an error beside a value', data, [...right, failed('c')], false],
    ['the error at the object that was lost with its type', data, [failed('list', 0, 'b'), failed('list', 1)], true],
    ["an agency's own error beside the failure, in the object that was lost", data, [...right, failed('list', 1, 'x')], false],
    ['an error of ours beside the failure, in the object that was lost', data, [...right, ours('list', 1, 'x')], true],
  ])('%s: right is %s', (_what, given, errors, isRight) => {
    expect(compareWhole(expected, { data: given, errors }) === undefined).toBe(isRight);
  });

  it('names a refused field at the first list on the way', () => {
    const refused: OracleAnswer = { data: { list: [{ a: null }] }, failures: [{ kind: 'refused', path: ['list', 0, 'a'] }] };
    expect(compareWhole(refused, { data: { list: [{ a: null }] }, errors: [at('list')] })).toBeUndefined();
    expect(compareWhole(refused, { data: { list: [{ a: null }] }, errors: [at('list', 0, 'a')] })).toMatch('no error');
    expect(compareRefusals(new Set(['T.a list']), { data: null, errors: [at('list')] })).toBeUndefined();
    expect(compareRefusals(new Set(['T.a list']), { data: null, errors: [] })).toBe('no refusal of T.a list');
    expect(compareRefusals(new Set(['T.a list']), { data: null, errors: [at('list'), at('list')] })).toMatch('refusals differ');
    expect(compareRefusals(new Set(), { data: null, errors: [at('list')] })).toMatch('refusals differ');
  });
});

describe('an answer while a subgraph is down', () => {
  const SURE: Reach = { kind: 'sure', by: ['a'] };
  const compare = (reach: Reach, type: GraphQLOutputType, value: unknown, errors: readonly GatewayError[]) =>
    compareOpen({ data: { a: 1, b: 'b' }, fields: fields({ a: [GraphQLInt, SURE], b: [type, reach] }) }, { data: { a: 1, b: value }, errors });

  it.each<[string, Reach, unknown, readonly GatewayError[], boolean]>([
    ['what is sure, delivered', SURE, 'b', [], true],
    ['what is sure, null', SURE, null, [failed('b')], false],
    ['what is open, delivered', { kind: 'open' }, 'b', [], true],
    ['what is open, delivered as another value', { kind: 'open' }, 'c', [], false],
    ['what is open, null with an error', { kind: 'open' }, null, [ours('b')], true],
    ['what is open, null without an error', { kind: 'open' }, null, [], false],
    ['what is open, null with an error elsewhere', { kind: 'open' }, null, [ours('a')], false],
    ['what was made of what failed, another value', { kind: 'tainted' }, 'c', [], true],
    ['what fails, delivered', { kind: 'failed' }, 'b', [], false],
    ['what fails, null with an error', { kind: 'failed' }, null, [ours('b')], true],
    ['what is refused, delivered', { kind: 'refused' }, 'b', [], false],
  ])('%s', (_what, reach, value, errors, isRight) => {
    expect(compare(reach, GraphQLString, value, errors) === undefined).toBe(isRight);
  });

  it('lets no null stand where it may not be', () => {
    expect(compare({ kind: 'failed' }, new GraphQLNonNull(GraphQLString), null, [ours('b')])).toMatch('null at b');
  });

  it('knows how far a null travels', () => {
    const list = new GraphQLList(new GraphQLNonNull(GraphQLString));
    const inner = (type: GraphQLOutputType) => fields({ a: [list, SURE], 'a.0.b': [type, { kind: 'failed' }] });
    const expected = { a: [{ b: 'b' }] };
    expect(compareOpen({ data: expected, fields: inner(new GraphQLNonNull(GraphQLString)) }, { data: { a: null }, errors: [ours('a', 0, 'b')] })).toBeUndefined();
    expect(compareOpen({ data: expected, fields: inner(GraphQLString) }, { data: { a: null }, errors: [ours('a', 0, 'b')] })).toMatch('where nothing fails');
  });
});
