// Which keys a lookup asks of its entities, whatever their types.

import { Kind, type SelectionSetNode } from 'graphql';
import type { AgencyOperation } from '../subgraph/AgencyOperation.js';

/** As the agency's answer calls them. */
export function askedKeys({ definition: { selectionSet } }: AgencyOperation): string[] {
  const [entities] = selectionSet.selections;
  return entities?.kind === Kind.FIELD && entities.selectionSet !== undefined ? [...new Set(keysOf(entities.selectionSet))] : [];
}

function keysOf({ selections }: SelectionSetNode): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return (selection.alias ?? selection.name).value;
    return selection.kind === Kind.INLINE_FRAGMENT ? keysOf(selection.selectionSet) : [];
  });
}
