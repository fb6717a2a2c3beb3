// What operations cost, over a schema that says it in every way the directives have.

import { Kind, parse, parseValue } from 'graphql';
import { describe, expect, it } from 'vitest';
import { valueOf } from '../../../../gateway/operation/cost/Amount.js';
import { compileCost } from '../../../../gateway/operation/cost/compileCost.js';
import { InputCosts } from '../../../../gateway/operation/cost/InputCosts.js';
import { compileVariables } from '../../../../gateway/operation/compileVariables.js';
import { buildSupergraph } from '../../../../gateway/supergraph/loadSupergraph.js';
import { composeWorld } from '../../../kit/composeWorld.js';

const SDL = `
  type Query {
    leaf: Int
    heavyLeaf: Int @federation__cost(weight: 7)
    one: Thing
    heavy: Thing @federation__cost(weight: 5)
    many: [Thing]
    grid: [[Thing!]!]!
    assumed: [Thing] @federation__listSize(assumedSize: 3)
    sliced(first: Int, last: Int): [Thing] @federation__listSize(slicingArguments: ["first", "last"])
    loose(first: Int, last: Int): [Thing] @federation__listSize(slicingArguments: ["first", "last"], assumedSize: 4, requireOneSlicingArgument: false)
    page(first: Int! = 20): Page @federation__listSize(slicingArguments: ["first"], sizedFields: ["nodes", "edges"])
    found(by: Filter): Int
    node: Node
    nodes: [Node]
    either: [Either]
    costly: Costly
    priced(n: Int @federation__cost(weight: 3)): Int
    cheap(flag: Boolean @federation__cost(weight: -4)): Thing
  }
  type Thing { id: ID many: [Thing] score: Score }
  type Page { nodes: [Thing] edges: [Edge] total: Int }
  type Edge { node: Thing }
  type Costly @federation__cost(weight: 9) { id: ID }
  scalar Score @federation__cost(weight: 2)
  input Filter { text: String limit: Int @federation__cost(weight: 6) inner: [Filter] }
  interface Node { id: ID children: [Thing] }
  type NodeA implements Node { id: ID children: [Thing] @federation__listSize(assumedSize: 30) }
  type NodeB implements Node { id: ID @federation__cost(weight: 8) children: [Thing] }
  union Either = Thing | Costly
`;

const supergraph = buildSupergraph(composeWorld({ only: { sdl: SDL } }));
const ASSUMED = 10;

function costOf(text: string, given: Record<string, unknown> = {}): number {
  const document = parse(text);
  const [definition] = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (definition === undefined) throw new Error('no operation');
  const fragments = new Map(document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])));
  const cost = compileCost(definition, {
    apiSchema: supergraph.apiSchema,
    costs: supergraph.costs,
    assumedListSize: ASSUMED,
    fragmentOf: (name) => fragments.get(name),
  });
  return valueOf(cost, compileVariables(supergraph.apiSchema, document, definition)(given));
}

describe('weights', () => {
  it.each([
    ['a leaf costs nothing', '{ leaf }', 0],
    ['a leaf with a weight', '{ heavyLeaf }', 7],
    ['a leaf of a type with a weight', '{ one { score } }', 1 + 2],
    ['an object costs 1', '{ one { id } }', 1],
    ['an object with a weight of its own field', '{ heavy { id } }', 5],
    ['an object of a type with a weight', '{ costly { id } }', 9],
    ['fields add up, also under aliases', '{ one { id } a: one { id } heavyLeaf }', 1 + 1 + 7],
    ['what a condition may leave out counts', '{ one @include(if: false) { id } }', 1],
    ['introspection is free', '{ __typename __schema { types { fields { type { name } } } } __type(name: "Query") { name } }', 0],
  ])('%s', (_what, text, cost) => expect(costOf(text)).toBe(cost));
});

describe('lists', () => {
  it.each([
    ['have the size of the configuration', '{ many { id } }', ASSUMED],
    ['within each other multiply', '{ many { many { many { id } } } }', ASSUMED + ASSUMED ** 2 + ASSUMED ** 3],
    ['of lists multiply', '{ grid { id } }', ASSUMED ** 2],
    ['have the size that the directive assumes', '{ assumed { id } }', 3],
    ['of leaves with a weight', '{ assumed { score } }', 3 * (1 + 2)],
    ['have the size that an argument gives', '{ sliced(first: 7) { id } }', 7],
    ['may be empty', '{ sliced(first: 0) { many { id } } }', 0],
    ['of a number below zero are taken for empty', '{ sliced(first: -5) { id } }', 0],
    ['have the greater size of two arguments where both may be given', '{ loose(first: 7, last: 9) { id } }', 9],
    ['have the assumed size where no argument is given', '{ loose { id } }', 4],
    ['have the assumed size where it is null', '{ loose(first: null) { id } }', 4],
    ['behind a connection have the size that its field is given', '{ page(first: 5) { total nodes { id } } }', 1 + 5],
    ['behind a connection have the size of the default', '{ page { nodes { id } } }', 1 + 20],
    ['behind a connection are each counted', '{ page(first: 5) { nodes { id } edges { node { id } } } }', 1 + 5 + 5 * 2],
    ['behind a connection are told through fragments', '{ page(first: 5) { ...P } } fragment P on Page { ... { nodes { many { id } } } }', 1 + 5 * (1 + ASSUMED)],
  ])('%s', (_what, text, cost) => expect(costOf(text)).toBe(cost));

  it.each([
    [{ n: 3 }, 1 + 3],
    [{ n: 100 }, 1 + 100],
    [{}, 1 + 6],
  ])('have the size that variables give: %j', (variables, cost) => {
    expect(costOf('query ($n: Int = 6) { page(first: $n) { nodes { id } } }', variables)).toBe(cost);
  });

  it.each([
    [{ first: 3 }, 3],
    [{ last: 4 }, 4],
    [{ first: null, last: 4 }, 4],
  ])('have the size of the one variable that is given: %j', (variables, cost) => {
    expect(costOf('query ($first: Int, $last: Int) { sliced(first: $first, last: $last) { id } }', variables)).toBe(cost);
  });

  it.each([
    ['two sizes where one is wanted', '{ sliced(first: 1, last: 1) { id } }', {}, 'Field "sliced" must be given exactly one of its arguments first, last, so that the size of its list is known.'],
    ['two by variables', 'query ($n: Int) { sliced(first: $n, last: 2) { id } }', { n: 1 }, 'Field "sliced" must be given exactly one of'],
    ['no size where one is wanted', '{ sliced { id } }', {}, 'Field "sliced" must be given one of its arguments first, last, so that the size of its list is known.'],
    ['no size, by variables', 'query ($n: Int) { sliced(first: $n) { id } }', {}, 'Field "sliced" must be given one of'],
  ])('are refused with %s', (_what, text, variables, message) => {
    expect(() => costOf(text, variables)).toThrow(message);
  });
});

describe('abstract types', () => {
  it.each([
    ['a field of an interface weighs what it weighs in any type', '{ node { id } }', 1 + 8],
    ['a list of an interface has the greatest size of any type', '{ node { children { id } } }', 1 + 30],
    ['fragments on several types all count', '{ either { ... on Thing { score } ... on Costly { id } } }', ASSUMED * (9 + 2)],
    ['a fragment on one type counts as that type', '{ node { ... on NodeB { id children { id } } } }', 1 + 8 + ASSUMED],
  ])('%s', (_what, text, cost) => expect(costOf(text)).toBe(cost));
});

describe('arguments', () => {
  it.each([
    ['with a weight', '{ priced(n: 1) }', {}, 3],
    ['that are not given', '{ priced }', {}, 0],
    ['that are null', '{ priced(n: null) }', {}, 0],
    ['by a variable', 'query ($n: Int) { priced(n: $n) }', { n: 1 }, 3],
    ['by a variable that is not given', 'query ($n: Int) { priced(n: $n) }', {}, 0],
    ['of an input object: 1', '{ found(by: { text: "x" }) }', {}, 1],
    ['of an input object with a field that has a weight', '{ found(by: { limit: 1 }) }', {}, 1 + 6],
    ['of input objects within each other', '{ found(by: { inner: [{ limit: 1 }, {}] }) }', {}, 1 + (1 + 6) + 1],
    ['of one input object for a list', '{ found(by: { inner: { limit: 1 } }) }', {}, 1 + (1 + 6)],
    ['of an input object by a variable', 'query ($by: Filter) { found(by: $by) }', { by: { inner: [{ limit: 1 }, {}] } }, 1 + (1 + 6) + 1],
    ['of an input object with a variable in it', 'query ($inner: [Filter]) { found(by: { inner: $inner }) }', { inner: [{ limit: 1 }] }, 1 + (1 + 6)],
    ['that make a field cheaper make it free at most', '{ cheap(flag: true) { id } heavyLeaf }', {}, 7],
  ])('%s', (_what, text, variables, cost) => expect(costOf(text, variables)).toBe(cost));
});

it('a variable of many items that stands in many places is walked once for each argument that takes it', () => {
  let looks = 0;
  const item = Object.defineProperty({}, 'limit', { enumerable: true, get: () => (looks += 1) });
  const inputCosts = new InputCosts(supergraph.costs);
  const argument = supergraph.apiSchema.getQueryType()?.getFields()['found']?.args[0] ?? expect.unreachable();
  const places = Array.from({ length: 50 }, () => inputCosts.compile('Query.found(by:)', argument.type, parseValue('$by')));
  const variables = { by: item };
  expect(places.map((amount) => valueOf(amount, variables))).toEqual(places.map(() => 1 + 6));
  expect(looks).toBe(1);
});
