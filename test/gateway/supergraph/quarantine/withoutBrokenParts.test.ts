import type { FetchNode } from '@apollo/query-planner';
import { Kind, parse, print } from 'graphql';
import { describe, expect, it } from 'vitest';
import { OperationPlanner } from '../../../../gateway/plan/OperationPlanner.js';
import type { PlanOutcome } from '../../../../gateway/plan/PlanOutcome.js';
import { fetchesOf } from '../../../../gateway/plan/fetchesOf.js';
import { withoutBrokenParts } from '../../../../gateway/supergraph/quarantine/withoutBrokenParts.js';
import { readComposition } from '../../../../gateway/supergraph/readComposition.js';
import { generateOperation, type FuzzOperation } from '../../../fuzz/operation/generateOperation.js';
import { composable } from '../../../fuzz/world/ComposedWorld.js';
import { composeWorld, type FederationWorld } from '../../../kit/composeWorld.js';
import { DAMAGES, fieldSetsIn } from '../../../kit/fieldSets.js';

/** What a type looks like once the graphs are left out, without what the others have. */
function repaired(world: FederationWorld, graph: string, typeName: string, damage: (sdl: string) => string = (sdl) => sdl): string {
  const { definitions } = withoutBrokenParts(parse(damage(composeWorld(world)), { noLocation: true }), new Set([graph]));
  const type = definitions.find((each) => 'name' in each && each.name?.value === typeName);
  return type === undefined ? 'none' : print(type).replaceAll('\n', ' ').replaceAll(/ +/g, ' ');
}

const SHOP = { sdl: 'type Query { items: [Item] } type Item @key(fields: "id") @key(fields: "code") { id: ID! code: ID! name: String @shareable weight: Int }' };

it('what a broken graph requires, provides and takes from others is not there, and its own fields are', () => {
  const world = {
    shop: SHOP,
    shipping: { sdl: 'type Query { first: Item @provides(fields: "name") } type Item @key(fields: "id") { id: ID! name: String @external weight: Int @external cost: Int @requires(fields: "weight") }' },
  };
  expect(repaired(world, 'SHIPPING', 'Item')).toBe(
    'type Item @join__type(graph: SHIPPING, key: "id") @join__type(graph: SHOP, key: "id") @join__type(graph: SHOP, key: "code") { id: ID! name: String @join__field(graph: SHOP) weight: Int @join__field(graph: SHOP) cost: Int @join__field(graph: SHIPPING) code: ID! @join__field(graph: SHOP) }',
  );
  expect(repaired(world, 'SHIPPING', 'Query')).toContain('first: Item @join__field(graph: SHIPPING)');
});

const shippingBy = (key: string, fields: string) => ({ shop: SHOP, shipping: { sdl: `type Item @key(fields: "${key}") { ${fields} cost: Int }` } });

/** Breaks a key of a type. */
function breaking(key: string, graph = 'SHIPPING', typeName = 'Item'): (sdl: string) => string {
  return (sdl) => {
    const broken = sdl.replace(new RegExp(`(type ${typeName}\\b[^{]*graph: ${graph}, key: )"${key}"`), '$1"no {"');
    expect(broken).not.toBe(sdl);
    return broken;
  };
}

describe('a key that cannot be used', () => {
  it('gives place to those of others whose fields the graph has', () => {
    expect(repaired(shippingBy('id', 'id: ID!'), 'SHIPPING', 'Item', breaking('id'))).toMatch(/^type Item @join__type\(graph: SHIPPING, key: "id"\) @join__type\(graph: SHOP/);
    expect(repaired(shippingBy('id code', 'id: ID! code: ID!'), 'SHIPPING', 'Item', breaking('id code'))).toMatch(
      /^type Item @join__type\(graph: SHIPPING, key: "id"\) @join__type\(graph: SHIPPING, key: "code"\) @join__type\(graph: SHOP/,
    );
  });

  it('gives place to one that every entity has where there is no other', () => {
    const alone = { shop: { sdl: 'type Query { items: [Item] } type Item { id: ID! @shareable name: String }' }, shipping: { sdl: 'type Item @key(fields: "id") { id: ID! @shareable cost: Int }' } };
    expect(repaired(alone, 'SHIPPING', 'Item', breaking('id'))).toContain('@join__type(graph: SHIPPING, key: "__typename")');
  });

  it('gives place to those of its interfaces in the same graph', () => {
    const world = { only: { sdl: 'type Query { thing: Thing } interface Thing @key(fields: "id") { id: ID! } type Item implements Thing @key(fields: "id") { id: ID! }' } };
    expect(repaired(world, 'ONLY', 'Item', breaking('id', 'ONLY'))).toContain('@join__type(graph: ONLY, key: "id")');
  });
});

it('a field of others stays where a key needs it', () => {
  const world = {
    shop: { sdl: 'type Query { items: [Item] } type Item @key(fields: "id") { id: ID! box: Box } type Box { size: Int @shareable }' },
    shipping: { sdl: 'type Query { small: Box @provides(fields: "size") } type Box { size: Int @external } type Item @key(fields: "id") { id: ID! @external cost: Int }' },
  };
  expect(repaired(world, 'SHIPPING', 'Item')).toContain('id: ID! @join__field(graph: SHIPPING, external: true) @join__field(graph: SHOP)');
  const damaged = composeWorld(world).replace('provides: "size"', 'provides: "width"');
  const planner = new OperationPlanner(readComposition(damaged).engineSdl);
  for (const text of ['{ items { cost box { size } } }', '{ small { size } }']) expect(planner.plan({ text, operationName: null, overrides: new Map() }).kind).toBe('planned');
});

it('a field of others is the graph’s own where only the graph leads to the type, and stays where an interface needs it', () => {
  const world = {
    shop: { sdl: 'type Query { items: [Item] } interface Named { name: String } type Item implements Named @key(fields: "id") { id: ID! name: String box: Box } type Box { size: Int @shareable }' },
    shipping: {
      sdl: `
        type Query { small: Box @provides(fields: "size") named: Named }
        type Box { size: Int @external }
        interface Named { name: String }
        type Item implements Named @key(fields: "id") { id: ID! name: String @external }`,
    },
  };
  expect(repaired(world, 'SHIPPING', 'Box')).toContain('size: Int @join__field(graph: SHIPPING) @join__field(graph: SHOP)');
  expect(repaired(world, 'SHIPPING', 'Item')).toContain('name: String @join__field(graph: SHIPPING, external: true) @join__field(graph: SHOP)');
});

it('random schemas with one field set damaged, in any way, load; whatever could be planned still can, and is as before where nobody is needed who is broken', () => {
  const counts = { planned: 0, alike: 0 };
  for (let number = 0; number < 6; number += 1) {
    const { composed } = composable(`damaged ${number}`);
    const operations = Array.from({ length: 6 }, (_, index) => generateOperation(`${number}/${index}`, composed.apiSchema));
    const before = planAll(composed.supergraphSdl, operations);
    const places = fieldSetsIn(composed.supergraphSdl);
    for (const [index, damage] of DAMAGES.entries()) {
      const place = places[(number + index * 7) % places.length];
      if (place === undefined) throw new Error('a world without field sets');
      const after = planAll(place.with(damage(place.fields)), operations);
      expect([place, after.map(({ kind }) => kind)]).toEqual([place, before.map(({ kind }) => kind)]);
      const isBroken = ({ serviceName }: FetchNode) => serviceName.toUpperCase() === place.graph;
      for (const [at, plan] of before.entries()) {
        if (plan.kind !== 'planned') continue;
        counts.planned += 1;
        if (fetchesOf(plan.queryPlan).some(isBroken)) continue;
        counts.alike += 1;
        expect([place, after[at]]).toEqual([place, plan]);
      }
    }
  }
  expect(counts.planned).toBeGreaterThan(300);
  expect(counts.alike).toBeGreaterThan(50);
});

function planAll(sdl: string, operations: readonly FuzzOperation[]): PlanOutcome[] {
  const planner = new OperationPlanner(readComposition(sdl).engineSdl);
  return operations.map(({ text, document }) => {
    const [operation] = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
    return planner.plan({ text, operationName: operation?.name?.value ?? null, overrides: new Map() });
  });
}
