// How many waves of agency calls come after each fetch of a query plan. A fetch that takes all the time
// left would leave none for those: the subgraph client keeps some back for each later wave.
//
//   Sequence(Fetch a, Parallel(Fetch b, Sequence(Fetch c, Fetch d)), Fetch e)
//   waves after: a 3 (c, d, e) · b 1 (e) · c 2 (d, e) · d 1 (e) · e 0

import type { PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';

/** Waves after a fetch, by `fetchKey`. Where one text is fetched at several places, the most. */
export type LaterWaves = ReadonlyMap<string, number>;

export function fetchKey(agency: string, document: string): string {
  return `${agency} ${document}`;
}

export function countLaterWaves({ node }: QueryPlan): LaterWaves {
  const waves = new Map<string, number>();
  if (node !== undefined) assign(node, 0, waves);
  return waves;
}

type AnyNode = PlanNode | SubscriptionNode;

function assign(node: AnyNode, later: number, waves: Map<string, number>): void {
  if (node.kind === 'Fetch') {
    const key = fetchKey(node.serviceName, node.operation);
    waves.set(key, Math.max(later, waves.get(key) ?? 0));
  }
  let after = later;
  for (const child of childrenOf(node).toReversed()) {
    assign(child, after, waves);
    if (node.kind === 'Sequence') after += depthOf(child);
  }
}

/** Waves a node takes from its first call to its last answer. */
function depthOf(node: AnyNode): number {
  if (node.kind === 'Fetch') return 1;
  const depths = childrenOf(node).map(depthOf);
  return node.kind === 'Sequence' ? depths.reduce((sum, depth) => sum + depth, 0) : Math.max(0, ...depths);
}

function childrenOf(node: AnyNode): AnyNode[] {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return node.nodes;
    case 'Flatten':
      return [node.node];
    case 'Condition':
      return [node.ifClause, node.elseClause].filter((clause) => clause !== undefined);
    case 'Subscription':
      return node.rest === undefined ? [node.primary] : [node.primary, node.rest];
    // No plan of ours holds deferred parts: @defer is not in the API schema.
    case 'Defer':
    case 'Fetch':
      return [];
  }
}
