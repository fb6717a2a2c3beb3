// Selection sets within each other, that of a fragment included: planner, executor and writer walk an operation by
// recursion, and each level of lists multiplies the answer.

import { Kind, type SelectionSetNode } from 'graphql';
import type { LimitRule } from './LimitRule.js';

export const MaxDepthRule: LimitRule = (operation, { maxDepth }) => {
  const depth = operation.measure(({ selectionSet }, within) => depthOf(selectionSet, within));
  if (depth <= maxDepth) return undefined;
  return `The operation is nested ${depth} deep, counted with fragments opened; at most ${maxDepth} are allowed.`;
};

function depthOf({ selections }: SelectionSetNode, within: (fragmentName: string) => number): number {
  let deepest = 0;
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) deepest = Math.max(deepest, within(selection.name.value));
    else if (selection.selectionSet !== undefined) deepest = Math.max(deepest, depthOf(selection.selectionSet, within));
  }
  return deepest + 1;
}
