import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildSupergraph } from '../../../gateway/supergraph/loadSupergraph.js';
import { readCosts } from '../../../gateway/supergraph/readCosts.js';

/** What composition makes of directives that a subgraph has under these names. */
function compose(imports: string, cost: string, listSize: string): string {
  const typeDefs = parse(`
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports}])
    type Query { items(first: Int @${cost}(weight: 3), by: By): Page! @${cost}(weight: 2) @${listSize}(slicingArguments: ["first"], sizedFields: ["nodes"], requireOneSlicingArgument: false) some: [Item] @${listSize}(assumedSize: 4) }
    type Page { nodes: [Item] }
    type Item @${cost}(weight: 5) { at: Instant kind: Kind }
    scalar Instant @${cost}(weight: 6)
    enum Kind @${cost}(weight: 7) { A }
    input By { text: String @${cost}(weight: 8) }
  `);
  const { supergraphSdl, errors } = composeServices([{ name: 'only', url: 'http://only.test/graphql', typeDefs }]);
  return supergraphSdl ?? expect.unreachable(errors?.join('\n'));
}

describe.each([
  ['their own names', '"@cost", "@listSize"', 'cost', 'listSize'],
  ['other names', '{ name: "@cost", as: "@weight" }, { name: "@listSize", as: "@length" }', 'weight', 'length'],
])('directives imported under %s', (_what, imports, cost, listSize) => {
  const { costs } = buildSupergraph(compose(imports, cost, listSize));

  it.each([
    ['Query.items', 2],
    ['Query.items(first:)', 3],
    ['Item', 5],
    ['Instant', 6],
    ['Kind', 7],
    ['By.text', 8],
    ['Page', undefined],
    ['Query.some', undefined],
  ])('%s weighs %s', (coordinate, weight) => expect(costs.weightOf(coordinate)).toBe(weight));

  it('tell the sizes of lists', () => {
    expect(costs.listSizeOf('Query.items')).toEqual({ assumedSize: undefined, slicingArguments: ['first'], sizedFields: ['nodes'], requireOneSlicingArgument: false });
    expect(costs.listSizeOf('Query.some')).toEqual({ assumedSize: 4, slicingArguments: [], sizedFields: [], requireOneSlicingArgument: true });
    expect(costs.listSizeOf('Page.nodes')).toBeUndefined();
  });
});

it('of the same name in a schema that links no costs mean nothing', () => {
  const costs = readCosts(parse('schema @link(url: "https://specs.apollo.dev/join/v0.5") { query: Query } type Query { a: Int @cost(weight: 3) }'));
  expect(costs.weightOf('Query.a')).toBeUndefined();
});

it('that are not imported have the name of their specification before their own', () => {
  const costs = readCosts(parse('schema @link(url: "https://specs.apollo.dev/cost/v0.1", as: "price") { query: Query } type Query { a: [Int] @price(weight: 3) @price__listSize(assumedSize: 2) }'));
  expect([costs.weightOf('Query.a'), costs.listSizeOf('Query.a')?.assumedSize]).toEqual([3, 2]);
});
