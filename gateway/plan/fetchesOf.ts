// The fetches of a plan, wherever in it they stand.

import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';

/** Every fetch of the plan, in the order in which it names them. */
export function fetchesOf({ node }: QueryPlan): FetchNode[] {
  const fetches: FetchNode[] = [];
  const visit = (visited: PlanNode | undefined): void => {
    switch (visited?.kind) {
      case undefined:
      case 'Defer':
        return;
      case 'Fetch':
        fetches.push(visited);
        return;
      case 'Flatten':
        visit(visited.node);
        return;
      case 'Condition':
        visit(visited.ifClause);
        visit(visited.elseClause);
        return;
      case 'Sequence':
      case 'Parallel':
        visited.nodes.forEach(visit);
    }
  };
  if (node !== undefined && node.kind !== 'Subscription') visit(node);
  return fetches;
}
