// Selection sets within each other, that of a fragment included: planner, executor and writer walk an operation by
// recursion, and each level of lists multiplies the answer.

import { Kind, type SelectionSetNode } from 'graphql';
import type { MeasureDefinition, MeasuredFragment } from '../OpenedOperation.js';
import type { LimitRule } from './LimitRule.js';

const depth: MeasureDefinition = ({ selectionSet }, within) => depthOf(selectionSet, within);

export const MaxDepthRule: LimitRule = (operation, { maxDepth }) => {
  const found = operation.measure(depth);
  if (found <= maxDepth) return undefined;
  return `The operation is nested ${found} deep, counted with fragments opened; at most ${maxDepth} are allowed.`;
};

function depthOf({ selections }: SelectionSetNode, within: MeasuredFragment): number {
  let deepest = 0;
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) deepest = Math.max(deepest, within(selection.name.value));
    else if (selection.selectionSet !== undefined) deepest = Math.max(deepest, depthOf(selection.selectionSet, within));
  }
  return deepest + 1;
}
