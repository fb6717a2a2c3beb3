// Fields of the root type: each may be a call to an agency, and those of a mutation run one after the other.

import { Kind, type SelectionSetNode } from 'graphql';
import type { MeasureDefinition, MeasuredFragment } from '../OpenedOperation.js';
import type { LimitRule } from './LimitRule.js';

/** Of a fragment on another type the number means nothing, and it is not spread at the root. */
const rootFields: MeasureDefinition = ({ selectionSet }, within) => countOf(selectionSet, within);

export const MaxRootFieldsRule: LimitRule = (operation, { maxRootFields }) => {
  const count = operation.measure(rootFields);
  if (count <= maxRootFields) return undefined;
  return `The operation selects ${count} fields of its root type, counted with fragments opened; at most ${maxRootFields} are allowed.`;
};

function countOf({ selections }: SelectionSetNode, within: MeasuredFragment): number {
  let count = 0;
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) count += 1;
    else count += selection.kind === Kind.FRAGMENT_SPREAD ? within(selection.name.value) : countOf(selection.selectionSet, within);
  }
  return count;
}
