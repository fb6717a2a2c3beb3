// A plan with other fetches in the places of its own.

import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';

/** @param map may return a node that holds several fetches. @throws for nodes that no plan of ours holds. */
export function mapFetches(plan: QueryPlan, map: (fetch: FetchNode) => PlanNode): QueryPlan {
  if (plan.node === undefined || plan.node.kind === 'Subscription') return plan;
  return { kind: 'QueryPlan', node: mapNode(plan.node, map) };
}

function mapNode(node: PlanNode, map: (fetch: FetchNode) => PlanNode): PlanNode {
  switch (node.kind) {
    case 'Fetch':
      return map(node);
    case 'Sequence':
    case 'Parallel':
      return { kind: node.kind, nodes: node.nodes.map((child) => mapNode(child, map)) };
    case 'Flatten':
      return { ...node, node: mapNode(node.node, map) };
    case 'Condition':
      return {
        ...node,
        ...(node.ifClause && { ifClause: mapNode(node.ifClause, map) }),
        ...(node.elseClause && { elseClause: mapNode(node.elseClause, map) }),
      };
    case 'Defer':
      throw new Error('no plan of ours holds deferred parts');
  }
}
