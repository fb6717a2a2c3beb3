// A plan with other fetches in the places of its own.

import type { FetchNode, PlanNode, QueryPlan, ResponsePath } from '@apollo/query-planner';

/** @param at where the entities stand that it is about; empty at the root. @returns a node that may hold several fetches. */
export type MapFetch = (fetch: FetchNode, at: ResponsePath) => PlanNode;

/** @param map called in the order in which the plan names the fetches. @throws for nodes that no plan of ours holds. */
export function mapFetches(plan: QueryPlan, map: MapFetch): QueryPlan {
  if (plan.node === undefined || plan.node.kind === 'Subscription') return plan;
  return { kind: 'QueryPlan', node: mapNode(plan.node, [], map) };
}

function mapNode(node: PlanNode, at: ResponsePath, map: MapFetch): PlanNode {
  switch (node.kind) {
    case 'Fetch':
      return map(node, at);
    case 'Sequence':
    case 'Parallel':
      return { kind: node.kind, nodes: node.nodes.map((child) => mapNode(child, at, map)) };
    case 'Flatten':
      return { ...node, node: mapNode(node.node, [...at, ...node.path], map) };
    case 'Condition':
      return {
        ...node,
        ...(node.ifClause && { ifClause: mapNode(node.ifClause, at, map) }),
        ...(node.elseClause && { elseClause: mapNode(node.elseClause, at, map) }),
      };
    case 'Defer':
      throw new Error('no plan of ours holds deferred parts');
  }
}
