// Directives, at whatever place they stand. A few tokens each, they are looked at by every stage; and each condition
// by a variable of its own can double the number of plans.

import { sumOver } from '../OpenedOperation.js';
import type { LimitRule } from './LimitRule.js';

interface Directed {
  readonly directives?: readonly unknown[] | undefined;
}

const onSelections = sumOver(countOf);

export const MaxDirectivesRule: LimitRule = (operation, { maxDirectives }) => {
  const { definition } = operation;
  const around: readonly Directed[] = [definition, ...(definition.variableDefinitions ?? [])];
  const count = operation.measure(onSelections) + around.reduce((sum, node) => sum + countOf(node), 0);
  if (count <= maxDirectives) return undefined;
  return `The operation has ${count} directives, counted with fragments opened; at most ${maxDirectives} are allowed.`;
};

function countOf({ directives = [] }: Directed): number {
  return directives.length;
}
