import { Kind, parse, print } from 'graphql';
import { describe, expect, it } from 'vitest';
import { DataKeys } from '../../../gateway/plan/DataKeys.js';
import { renameForPlanning } from '../../../gateway/plan/renameForPlanning.js';

function renamed(text: string): string | undefined {
  const document = parse(text);
  const definition = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const result = definition && renameForPlanning(document, definition, new DataKeys());
  return result && print(result).replaceAll(/\s+/g, ' ');
}

describe('the operation for planning', () => {
  it.each([
    ['loses its name and its aliases', 'query Q { a: b { c: d } }', '{ b { d } }'],
    ['numbers calls by field and arguments', '{ x: f(a: 1) y: f(a: 2) z: f(a: 1) f }', '{ f__1: f(a: 1) f__2: f(a: 2) f__1: f(a: 1) f }'],
    ['takes arguments in any order for the same call', '{ x: f(a: 1, b: 2) f(b: 2, a: 1) }', '{ f__1: f(a: 1, b: 2) f__1: f(b: 2, a: 1) }'],
    ['lets no alias stand where a key is expected', '{ products { upc: name shippingEstimate } }', '{ products { name shippingEstimate } }'],
    ['keeps conditions and leaves out other directives', '{ a @skip(if: true) @other b { c @include(if: $v) } }', '{ a @skip(if: true) b { c @include(if: $v) __typename } }'],
    ['asks for an object whatever becomes of what is selected of it', '{ a { ...F } b { ... on T @skip(if: $v) { c } d } } fragment F on T { e @skip(if: $v) }', '{ a { ...F __typename } b { ... on T @skip(if: $v) { c } d } } fragment F on T { e @skip(if: $v) __typename }'],
    ['keeps type conditions', '{ a { ... on T @include(if: $v) { b: c } ... { d } } }', '{ a { ... on T @include(if: $v) { c } ... { d } } }'],
    ['keeps variables with their defaults', 'query ($n: Int = 3) { f(n: $n) }', 'query ($n: Int = 3) { f__1: f(n: $n) }'],
    ['renames fragments where they stand', '{ a { ...F } } fragment F on T { x: y(n: 1) }', '{ a { ...F } } fragment F on T { y__1: y(n: 1) }'],
    ['leaves out fragments that are not used', '{ a } fragment F on T { x }', '{ a }'],
    ['opens fragments at the root', '{ ...F @skip(if: $v) } fragment F on Query { x: a __typename }', '{ ... on Query @skip(if: $v) { a } }'],
    ['asks nobody for introspection or the type of the root', '{ __typename __schema { types { name } } __type(name: "A") { name } a { __typename } }', '{ a { __typename } }'],
    ['has something left where a query below the root holds introspection alone', '{ a { query { __schema { description } } } }', '{ a { query { __typename } } }'],
    ['calls the type of an object by its own name', '{ a { t: __typename } }', '{ a { __typename } }'],
  ])('%s', (_what, text, expected) => {
    expect(renamed(text)).toBe(expected);
  });

  it('runs each root field of a mutation alone, also within fragments', () => {
    expect(renamed('mutation { one: move(to: A) two: move(to: A) move(to: A) ...F } fragment F on Mutation { one: move(to: A) { to: x } }')).toBe(
      'mutation { one__1: move(to: A) two__2: move(to: A) move__3: move(to: A) ... on Mutation { one__1: move(to: A) { x } } }',
    );
  });

  it.each(['{ __typename }', '{ ...F } fragment F on Query { __schema { description } }'])('is none where no agency need be asked: %s', (text) => {
    expect(renamed(text)).toBeUndefined();
  });

  it("lets federation's own variable keep its name", () => {
    expect(renamed('query ($representations: [ID!]!) { a(ids: $representations) }')).toBe(
      'query ($representations__client: [ID!]!) { a__1: a(ids: $representations__client) }',
    );
  });
});
