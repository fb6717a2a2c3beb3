import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { mergeObject } from '../../../gateway/execution/mergeData.js';
import type { Problem } from '../../../gateway/execution/Problem.js';

const schema = buildSchema('type Query { m: Media } interface Media { a: Int } type Book implements Media { a: Int } type Film implements Media { a: Int }');

function merged(target: Record<string, unknown>, source: Record<string, unknown>): [Record<string, unknown>, Problem[]] {
  const problems: Problem[] = [];
  mergeObject(schema, target, source, problems);
  return [target, problems];
}

describe('merging', () => {
  it.each([
    ['adds fields', { a: 1 }, { b: 2 }, { a: 1, b: 2 }],
    ['goes into objects', { o: { a: 1 } }, { o: { b: 2 } }, { o: { a: 1, b: 2 } }],
    ['goes into lists, item by item', { l: [{ a: 1 }, { a: 2 }] }, { l: [{ b: 1 }, { b: 2 }] }, { l: [{ a: 1, b: 1 }, { a: 2, b: 2 }] }],
    ['goes into lists of lists', { l: [[{ a: 1 }]] }, { l: [[{ b: 1 }]] }, { l: [[{ a: 1, b: 1 }]] }],
    ['takes the later of two plain values', { a: 1 }, { a: 2 }, { a: 2 }],
    ['lets no null replace what another has answered', { a: 1, o: {}, l: [1] }, { a: null, o: null, l: [null] }, { a: 1, o: {}, l: [1] }],
    ['replaces null', { a: null, l: [null] }, { a: 1, l: [{ b: 1 }] }, { a: 1, l: [{ b: 1 }] }],
    ['takes the narrower type name', { __typename: 'Media' }, { __typename: 'Book', a: 1 }, { __typename: 'Book', a: 1 }],
    ['keeps the narrower type name', { __typename: 'Book' }, { __typename: 'Media', a: 1 }, { __typename: 'Book', a: 1 }],
  ])('%s', (_what, target, source, expected) => {
    expect(merged(target, source)).toEqual([expected, []]);
  });

  it.each([
    ['a list for an object', { o: { a: 1 }, b: 1 }, { o: [1], b: 2 }, { o: { a: 1 }, b: 2 }, [['o']]],
    ['an object for a list', { l: [1] }, { l: {} }, { l: [1] }, [['l']]],
    ['a number for a list', { l: [1] }, { l: 1 }, { l: [1] }, [['l']]],
    ['an object for a number', { n: 1 }, { n: {} }, { n: 1 }, [['n']]],
    ['a list of another length', { l: [{}, {}] }, { l: [{ a: 1 }] }, { l: [{}, {}] }, [['l']]],
    ['a fault deep within lists', { l: [{}, { o: {} }] }, { l: [{ a: 1 }, { o: 1, b: 1 }] }, { l: [{ a: 1 }, { o: {}, b: 1 }] }, [['l', 1, 'o']]],
    ['an object of another type', { o: { __typename: 'Book' } }, { o: { __typename: 'Film', a: 1 } }, { o: { __typename: 'Book' } }, [['o']]],
  ])('%s is left out and reported, and nothing else changes', (_what, target, source, expected, problems) => {
    expect(merged(target, source)).toEqual([expected, problems]);
  });

  it('reads own properties only', () => {
    const [target, problems] = merged({}, JSON.parse('{"toString": 1, "constructor": {"a": 1}}') as Record<string, unknown>);
    expect([JSON.stringify(target), problems]).toEqual(['{"toString":1,"constructor":{"a":1}}', []]);
  });
});
