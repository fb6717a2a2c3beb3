import { prettyFormatQueryPlan } from '@apollo/query-planner';
import { describe, expect, it } from 'vitest';
import { Planner } from '../../../gateway/plan/Planner.js';
import { composeWorld } from '../../kit/composeWorld.js';
import { operationOf } from '../../kit/gateway/executeOver.js';

const SDL = composeWorld({
  products: { sdl: 'type Query { products(first: Int): [Product!]! } type Product @key(fields: "upc") { upc: ID! name: String! weight: Int! }' },
  shipping: {
    sdl: 'type Query { rates: [Int!]! } type Product @key(fields: "upc") { upc: ID! weight: Int! @external shippingEstimate: Int @requires(fields: "weight") }',
  },
});

describe('a plan', () => {
  it('rests on keys and inputs of its own, whatever the client calls its fields', () => {
    const { queryPlan } = new Planner(SDL).plan(operationOf('query Q { top: products(first: 2) { upc: name weight: upc shippingEstimate } }'));
    expect(prettyFormatQueryPlan(queryPlan)).toMatchInlineSnapshot(`
      "QueryPlan {
        Sequence {
          Fetch(service: "products") {
            {
              products__1: products(first: 2) {
                __typename
                upc
                name
                weight
              }
            }
          },
          Flatten(path: "products__1.@") {
            Fetch(service: "shipping") {
              {
                ... on Product {
                  __typename
                  upc
                  weight
                }
              } =>
              {
                ... on Product {
                  shippingEstimate
                }
              }
            },
          },
        },
      }"
    `);
  });

  it('has no node where no agency need be asked', () => {
    expect(new Planner(SDL).plan(operationOf('{ __typename }')).queryPlan).toEqual({ kind: 'QueryPlan' });
  });
});

describe('the planner', () => {
  it('plans an operation once, and again when it has been forgotten', () => {
    const operation = operationOf('{ rates }');
    const planner = new Planner(SDL, { cachedCharacters: 20 });
    const first = planner.plan(operation);
    expect(planner.plan(operation)).toBe(first);
    planner.plan(operationOf('{ products { upc } }'));
    expect(planner.plan(operation)).not.toBe(first);
  });

  it('tells operations of one document apart by their names', () => {
    const planner = new Planner(SDL);
    const text = 'query A { rates } query B { products { upc } }';
    const [a, b] = ['A', 'B'].map((name, index) => ({ ...operationOf(text), name, definition: operationOf(text).document.definitions[index] }) as never);
    expect(planner.plan(a as never)).not.toBe(planner.plan(b as never));
    expect(JSON.stringify(planner.plan(b as never).queryPlan)).toContain('{products{upc}}');
  });

  it.each([
    [3, true],
    [2, true],
    [1, false],
  ])('with %i fetches allowed, plans an operation of two: %s', (maxFetches, isPlanned) => {
    const planner = new Planner(SDL, { maxFetches });
    const plan = () => planner.plan(operationOf('{ products { shippingEstimate } }'));
    for (let attempt = 0; attempt < 2; attempt += 1) {
      if (isPlanned) expect(plan).not.toThrow();
      else expect(plan).toThrow(expect.objectContaining({ code: 'OPERATION_TOO_COMPLEX' }));
    }
  });

  it('refuses a root field that no agency answers, instead of leaving it out', () => {
    // Moved to its agency under a label that holds for nobody.
    const orphaned = SDL.replace(/rates: \[Int!\]!.*/, 'rates: [Int!]! @join__field(graph: SHIPPING, override: "products", overrideLabel: "never")');
    const planner = new Planner(orphaned);
    expect(() => planner.plan(operationOf('{ products { upc } rates }'))).toThrow(expect.objectContaining({ code: 'INTERNAL_SERVER_ERROR' }));
    expect(() => planner.plan(operationOf('{ products { upc } }'))).not.toThrow();
  });

  it('does not miss a root field whose conditions never hold together', () => {
    const text = 'query ($v: Boolean!) { products { upc } ... @include(if: $v) { rates @skip(if: $v) } }';
    expect(() => new Planner(SDL).plan(operationOf(text))).not.toThrow();
  });
});

describe('a field that is moved for a share of the requests', () => {
  const moved = composeWorld({
    old: { sdl: 'type Query { a: Int }' },
    renewed: { sdl: 'type Query { a: Int @override(from: "old", label: "percent(30)") }' },
  });
  it.each([
    [0, 'renewed'],
    [0.2999, 'renewed'],
    [0.3, 'old'],
    [0.9999, 'old'],
  ])('at a draw of %d is asked of %s', (draw, agency) => {
    const planner = new Planner(moved, { random: () => draw });
    expect(planner.plan(operationOf('{ a }')).queryPlan.node).toMatchObject({ serviceName: agency });
  });

  it('has one plan per share, not one per request', () => {
    const draws = [0.1, 0.2, 0.8, 0.9];
    const planner = new Planner(moved, { random: () => draws.shift() ?? 0 });
    const [a, b, c, d] = [1, 2, 3, 4].map(() => planner.plan(operationOf('{ a }')));
    expect([a === b, b === c, c === d]).toEqual([true, false, true]);
  });
});
