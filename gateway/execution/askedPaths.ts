// What a lookup asks of its entities, down to plain values, whatever their types.

import { Kind, type SelectionSetNode } from 'graphql';
import type { AgencyOperation } from '../subgraph/AgencyOperation.js';

/** Keys from the entity on, as the agency's answer calls them, without the indices of lists. */
export function askedPaths({ definition: { selectionSet } }: AgencyOperation): (readonly string[])[] {
  const [entities] = selectionSet.selections;
  return entities?.kind === Kind.FIELD && entities.selectionSet !== undefined ? pathsOf(entities.selectionSet) : [];
}

function pathsOf({ selections }: SelectionSetNode): (readonly string[])[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return pathsOf(selection.selectionSet);
    if (selection.kind !== Kind.FIELD || selection.name.value === '__typename') return [];
    const key = (selection.alias ?? selection.name).value;
    return selection.selectionSet === undefined ? [[key]] : pathsOf(selection.selectionSet).map((inner) => [key, ...inner]);
  });
}
