import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { placesOfArguments } from '../../../gateway/subgraph/placesOfArguments.js';

const SCHEMA = buildSchema(`
  type Query { list(first: Int, filter: Filter, filters: [Filter!]): [Item!] }
  type Item { part(size: Int): String }
  input Filter { text: String or: Filter }
`);

const placesIn = (text: string) => [...placesOfArguments(parse(text), SCHEMA)];

describe('the places of what an agency is told', () => {
  it.each([
    ['none, where no argument is given', '{ list { part } }', []],
    ['arguments that are given, at any depth', '{ list(first: 1) { part(size: 2) } }', ['first', 'size']],
    ['what lies in an object, also of a list, four names deep', '{ list(filters: []) { part } }', ['filters', 'filters/text', 'filters/or', 'filters/or/text', 'filters/or/or', 'filters/or/or/text', 'filters/or/or/or']],
    ['those in a fragment', '{ list { ...P } } fragment P on Item { part(size: 2) }', ['size']],
    ['an argument of a field that the schema does not have', '{ other(id: 1) }', ['id']],
  ])('%s', (_what, text, expected) => {
    expect(placesIn(text)).toEqual(expected);
  });
});
