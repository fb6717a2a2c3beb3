// Fields of the root type: each may be a call to an agency, and those of a mutation run one after the other.

import { Kind, type SelectionSetNode } from 'graphql';
import type { LimitRule } from './LimitRule.js';

export const MaxRootFieldsRule: LimitRule = (operation, { maxRootFields }) => {
  const count = operation.measure(({ selectionSet }, within) => countOf(selectionSet, within));
  if (count <= maxRootFields) return undefined;
  return `The operation selects ${count} fields of its root type, counted with fragments opened; at most ${maxRootFields} are allowed.`;
};

/** Of a fragment on another type the number means nothing, and it is not spread at the root. */
function countOf({ selections }: SelectionSetNode, within: (fragmentName: string) => number): number {
  let count = 0;
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) count += 1;
    else count += selection.kind === Kind.FRAGMENT_SPREAD ? within(selection.name.value) : countOf(selection.selectionSet, within);
  }
  return count;
}
