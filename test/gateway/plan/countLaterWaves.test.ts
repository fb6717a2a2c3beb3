import type { FetchNode, PlanNode } from '@apollo/query-planner';
import { OperationTypeNode } from 'graphql';
import { expect, it } from 'vitest';
import { countLaterWaves, fetchKey } from '../../../gateway/plan/countLaterWaves.js';

const fetchOf = (operation: string): FetchNode => ({
  kind: 'Fetch',
  serviceName: 's',
  operation,
  operationName: undefined,
  operationKind: OperationTypeNode.QUERY,
});
const sequence = (...nodes: PlanNode[]): PlanNode => ({ kind: 'Sequence', nodes });
const parallel = (...nodes: PlanNode[]): PlanNode => ({ kind: 'Parallel', nodes });
const flatten = (node: PlanNode): PlanNode => ({ kind: 'Flatten', path: ['x'], node });

function waves(node: PlanNode | undefined, ...operations: string[]): (number | undefined)[] {
  const counted = countLaterWaves({ kind: 'QueryPlan', ...(node !== undefined && { node }) });
  return operations.map((operation) => counted.get(fetchKey('s', operation)));
}

it('an empty plan has none', () => {
  expect(waves(undefined, 'a')).toEqual([undefined]);
});

it('a single fetch is followed by nothing', () => {
  expect(waves(fetchOf('a'), 'a')).toEqual([0]);
});

it('a nested plan counts the longest way to the end', () => {
  const plan = sequence(fetchOf('a'), parallel(flatten(fetchOf('b')), sequence(flatten(fetchOf('c')), fetchOf('d'))), fetchOf('e'));
  expect(waves(plan, 'a', 'b', 'c', 'd', 'e')).toEqual([3, 1, 2, 1, 0]);
});

it('a condition counts the longer of its branches', () => {
  const condition: PlanNode = { kind: 'Condition', condition: 'v', ifClause: sequence(fetchOf('b'), fetchOf('c')), elseClause: fetchOf('d') };
  expect(waves(sequence(fetchOf('a'), condition), 'a', 'b', 'c', 'd')).toEqual([2, 1, 0, 0]);
});

it('a text that is fetched at two places counts for the earlier', () => {
  expect(waves(sequence(fetchOf('a'), fetchOf('b'), fetchOf('a')), 'a')).toEqual([2]);
});
