// At which places of a plan the objects, once there, stay the same until the end: where every field on the way
// is delivered by one fetch alone. A second fetch that delivers one of them too could bring an object where
// there was none, so that the objects of such a place have to be looked for each time. Where they are stable,
// the walk from the root, through lists of lists, is made once for all fetches at the place.

import type { FetchNode, PlanNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { Kind, parse, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';
import { ENTITIES_FIELD } from '../subgraph/federationNames.js';
import { EntityPath } from './EntityPath.js';

/** Data keys from the root; list items and type conditions are left out. */
export type Location = readonly string[];

/** @param schema of the plan. */
export function stableLocations(schema: GraphQLSchema, root: PlanNode | undefined): (location: Location) => boolean {
  const counts = new Map<string, number>();
  let areRenamed = false;
  const count = (node: PlanNode | undefined, path: readonly (string | number)[]): void => {
    switch (node?.kind) {
      case 'Fetch': {
        const at = new EntityPath(schema, path).location;
        for (const delivered of deliveredBy(node)) {
          const place = [...at, delivered].join('.');
          counts.set(place, (counts.get(place) ?? 0) + 1);
        }
        areRenamed ||= (node.outputRewrites ?? []).length > 0;
        return;
      }
      case 'Flatten':
        return count(node.node, [...path, ...node.path]);
      case 'Sequence':
      case 'Parallel':
        return node.nodes.forEach((child) => count(child, path));
      case 'Condition':
        count(node.ifClause, path);
        return count(node.elseClause, path);
      case 'Defer':
      case undefined:
    }
  };
  count(root, []);
  // What is renamed on the way is not what the operation's text calls it: rare, and then nothing is stable.
  return (location) => !areRenamed && location.every((_key, index) => counts.get(location.slice(0, index + 1).join('.')) === 1);
}

/** Every field of a fetch, `reviews.product`, as seen from where it is made; each once, whatever the type. */
function deliveredBy({ operation }: FetchNode): Set<string> {
  const { definitions } = parse(operation, { noLocation: true });
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const delivered = new Set<string>();
  const collect = ({ selections }: SelectionSetNode, before: string): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        if (fragment !== undefined) collect(fragment.selectionSet, before);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet, before);
      else if (before === '' && selection.name.value === ENTITIES_FIELD && selection.selectionSet) collect(selection.selectionSet, before);
      else {
        const key = `${before}${(selection.alias ?? selection.name).value}`;
        delivered.add(key);
        if (selection.selectionSet) collect(selection.selectionSet, `${key}.`);
      }
    }
  };
  for (const node of definitions) if (node.kind === Kind.OPERATION_DEFINITION) collect(node.selectionSet, '');
  return delivered;
}
