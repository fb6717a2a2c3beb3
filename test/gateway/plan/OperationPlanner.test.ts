import { prettyFormatQueryPlan } from '@apollo/query-planner';
import { Kind, parse, print, type FieldNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { DataKeys } from '../../../gateway/plan/DataKeys.js';
import { OperationPlanner, type OperationPlannerOptions } from '../../../gateway/plan/OperationPlanner.js';
import { OverrideShares, readOverridePercents } from '../../../gateway/plan/OverrideShares.js';
import { composeWorld } from '../../kit/composeWorld.js';
import { planOf } from '../../kit/gateway/executeOver.js';

const SDL = composeWorld({
  products: { sdl: 'type Query { products(first: Int, like: String): [Product!]! } type Product @key(fields: "upc") { upc: ID! name: String! weight: Int! }' },
  shipping: {
    sdl: 'type Query { rates: [Int!]! } type Product @key(fields: "upc") { upc: ID! weight: Int! @external shippingEstimate: Int @requires(fields: "weight") }',
  },
});

const outcomeOf = (text: string, options: OperationPlannerOptions = {}, sdl = SDL, operationName: string | null = null) =>
  new OperationPlanner(sdl, options).plan({ text, operationName, overrides: new Map() });

describe('a plan', () => {
  it('rests on keys and inputs of its own, whatever the client calls its fields', () => {
    expect(prettyFormatQueryPlan(planOf(SDL, 'query Q { top: products(first: 2) { upc: name weight: upc shippingEstimate } }'))).toMatchInlineSnapshot(`
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
    expect(planOf(SDL, '{ __typename }')).toEqual({ kind: 'QueryPlan' });
  });

  it('is plain data, which another process gets as it is', () => {
    const outcome = outcomeOf('{ products(first: 1) { shippingEstimate } }');
    expect(structuredClone(outcome)).toEqual(outcome);
    expect(outcome).toMatchObject({ kind: 'planned', planBytes: expect.any(Number) });
  });

  it('is of the operation that was named', () => {
    expect(JSON.stringify(outcomeOf('query A { rates } query B { products { upc } }', {}, SDL, 'B'))).toContain('{products{upc}}');
  });

  it.each(['"""Almaty"""', '"""\n  two\n    lines\n"""', '"plain"', '"with \\" and \\n"'])('calls a field with the argument %s what the client\'s document does', (like) => {
    const document = parse(`{ products(like: ${like}) { upc } }`);
    const outcome = outcomeOf(print(document));
    if (outcome.kind !== 'planned') throw new Error(outcome.kind);
    const [operation] = document.definitions;
    const field = operation?.kind === Kind.OPERATION_DEFINITION ? (operation.selectionSet.selections[0] as FieldNode) : undefined;
    // A key that the plan does not have would be a new number.
    expect(field && new DataKeys(outcome.dataKeyNumbers).keyOf(field)).toBe('products__1');
  });
});

describe('an operation that is not planned', () => {
  it.each([
    [3, 'planned'],
    [2, 'planned'],
    [1, 'tooManyFetches'],
  ])('with %i fetches allowed, one of two is %s', (maxFetches, kind) => {
    expect(outcomeOf('{ products { shippingEstimate } }', { maxFetches })).toMatchObject({ kind, ...(kind === 'tooManyFetches' && { fetchCount: 2 }) });
  });

  it('is one with a root field that no agency answers, instead of a plan without it', () => {
    // Moved to its agency under a label that holds for nobody.
    const orphaned = SDL.replace(/rates: \[Int!\]!.*/, 'rates: [Int!]! @join__field(graph: SHIPPING, override: "products", overrideLabel: "never")');
    expect(outcomeOf('{ products { upc } rates }', {}, orphaned)).toEqual({ kind: 'impossible', reason: expect.stringContaining('rates') });
    expect(outcomeOf('{ products { upc } }', {}, orphaned).kind).toBe('planned');
  });

  it('is not one with a root field whose conditions never hold together', () => {
    expect(outcomeOf('query ($v: Boolean!) { products { upc } ... @include(if: $v) { rates @skip(if: $v) } }').kind).toBe('planned');
  });
});

describe('a field that is moved for a share of the requests', () => {
  const moved = composeWorld({
    old: { sdl: 'type Query { a: Int }' },
    renewed: { sdl: 'type Query { a: Int @override(from: "old", label: "percent(30)") }' },
  });
  const shares = new OverrideShares(readOverridePercents(parse(moved)));

  it.each([
    [0, 'renewed'],
    [0.2999, 'renewed'],
    [0.3, 'old'],
    [0.9999, 'old'],
  ])('at a draw of %d is asked of %s', (draw, agency) => {
    const outcome = new OperationPlanner(moved).plan({ text: '{ a }', operationName: null, overrides: shares.conditions(draw) });
    expect(outcome).toMatchObject({ kind: 'planned', queryPlan: { node: { serviceName: agency } } });
  });
});
