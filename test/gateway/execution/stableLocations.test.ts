import type { FetchNode, PlanNode } from '@apollo/query-planner';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { stableLocations } from '../../../gateway/execution/stableLocations.js';
import { fetchOf as fetchFrom, under } from '../../kit/gateway/planNodes.js';

const schema = buildSchema('type Query { n: Int }');

const fetchOf = (operation: string, more: Partial<FetchNode> = {}) => fetchFrom('a', operation, more);
const entities = (selection: string) => fetchOf(`query($representations:[_Any!]!){_entities(representations:$representations){${selection}}}`);

describe('a place is stable', () => {
  it.each<[string, PlanNode, string[]]>([
    ['where one fetch delivers the whole way', fetchOf('{ list { item { id } } }'), ['list', 'item']],
    ['where a second one goes on from the first', { kind: 'Sequence', nodes: [fetchOf('{ list { id } }'), under(['list', '@'], entities('...on T{ item { id } }'))] }, ['list', 'item']],
    ['where another adds to its objects', { kind: 'Sequence', nodes: [fetchOf('{ list { item { id } } }'), under(['list', '@', 'item'], entities('...on T{ x }'))] }, ['list', 'item']],
    ['whatever fragments name a field twice in one fetch', fetchOf('{ list { ...on A { item { id } } ...F } } fragment F on B { item { id } }'), ['list', 'item']],
  ])('%s', (_what, node, location) => {
    expect(stableLocations(schema, node)(location)).toBe(true);
  });
});

describe('a place is not stable', () => {
  it.each<[string, PlanNode, string[]]>([
    ['where two fetches deliver it', { kind: 'Parallel', nodes: [fetchOf('{ list { item { id } } }'), fetchOf('{ list { item { x } } }')] }, ['list', 'item']],
    ['where two deliver what leads to it', { kind: 'Parallel', nodes: [fetchOf('{ list { item { id } } }'), fetchOf('{ list { other } }')] }, ['list', 'item']],
    ['where a later fetch delivers it once more', { kind: 'Sequence', nodes: [fetchOf('{ list { item { id } } }'), under(['list|[A]', '@'], entities('...on T{ item { x } }'))] }, ['list', 'item']],
    ['where either branch of a condition delivers it', { kind: 'Condition', condition: 'c', ifClause: fetchOf('{ list { id } }'), elseClause: fetchOf('{ list { id } }') }, ['list']],
    ['where keys are renamed', fetchOf('{ list { item__alias_0: item { id } } }', { outputRewrites: [{ kind: 'KeyRenamer', path: ['list', 'item__alias_0'], renameKeyTo: 'item' }] }), ['list']],
    ['that nobody delivers', fetchOf('{ list { id } }'), ['list', 'item']],
  ])('%s', (_what, node, location) => {
    expect(stableLocations(schema, node)(location)).toBe(false);
  });
});
