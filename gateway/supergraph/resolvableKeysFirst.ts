// Puts the keys by which a subgraph can be entered before those by which it cannot (`resolvable: false`).
// For the way back into a subgraph the planner takes the first key it lists, resolvable or not, and so plans
// a fetch that the subgraph must refuse. None is dropped: the others still say what the subgraph knows.

import { Kind, type ConstDirectiveNode, type DefinitionNode, type DocumentNode } from 'graphql';
import { argumentOf } from './joinDirectives.js';

export function resolvableKeysFirst(document: DocumentNode): DocumentNode {
  return { ...document, definitions: document.definitions.map(sortKeys) };
}

function sortKeys(definition: DefinitionNode): DefinitionNode {
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) return definition;
  const { directives = [] } = definition;
  if (!directives.some(isUnresolvable)) return definition;
  const queues = new Map<string | undefined, ConstDirectiveNode[]>();
  for (const directive of directives.filter(isJoinType).toSorted((a, b) => Number(isUnresolvable(a)) - Number(isUnresolvable(b)))) {
    const graph = argumentOf(directive, 'graph');
    queues.set(graph, [...(queues.get(graph) ?? []), directive]);
  }
  // Each subgraph keeps its places among the others': only its own keys change order.
  const sorted = directives.map((directive) => (isJoinType(directive) && queues.get(argumentOf(directive, 'graph'))?.shift()) || directive);
  return { ...definition, directives: sorted };
}

function isJoinType({ name }: ConstDirectiveNode): boolean {
  return name.value === 'join__type';
}

function isUnresolvable(directive: ConstDirectiveNode): boolean {
  return isJoinType(directive) && argumentOf(directive, 'resolvable') === 'false';
}
