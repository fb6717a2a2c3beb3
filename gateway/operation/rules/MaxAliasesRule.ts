// Fields with an alias. Without one a field can be asked once at each place; with them a small document asks the same
// thousands of times: guesses of a key, or one costly search over and over.

import { Kind } from 'graphql';
import { sumOver } from '../OpenedOperation.js';
import type { LimitRule } from './LimitRule.js';

const aliases = sumOver((selection) => (selection.kind === Kind.FIELD && selection.alias !== undefined ? 1 : 0));

export const MaxAliasesRule: LimitRule = (operation, { maxAliases }) => {
  const count = operation.measure(aliases);
  if (count <= maxAliases) return undefined;
  return `The operation has ${count} aliases, counted with fragments opened; at most ${maxAliases} are allowed.`;
};
