// Nodes of query plans, written by hand: for what the planner cannot be brought to write, or for a plan that
// shows one thing alone.

import type { FetchNode, PlanNode } from '@apollo/query-planner';
import { OperationTypeNode } from 'graphql';

export function fetchOf(serviceName: string, operation: string, more: Partial<FetchNode> = {}): FetchNode {
  return { kind: 'Fetch', serviceName, operation, operationName: undefined, operationKind: OperationTypeNode.QUERY, ...more };
}

/** A fetch of items by their `id`. */
export function fetchItems(serviceName: string, selection: string): FetchNode {
  const operation = `query($representations:[_Any!]!){_entities(representations:$representations){...on Item{${selection}}}}`;
  const selections = [{ kind: 'Field' as const, name: '__typename' }, { kind: 'Field' as const, name: 'id' }];
  return fetchOf(serviceName, operation, { requires: [{ kind: 'InlineFragment', typeCondition: 'Item', selections }] });
}

export function under(path: string[], node: PlanNode): PlanNode {
  return { kind: 'Flatten', path, node };
}

export function inSequence(...nodes: PlanNode[]): PlanNode {
  return { kind: 'Sequence', nodes };
}
