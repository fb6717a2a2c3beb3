// Fields, whatever they cost: the time to plan an operation grows with them.

import { Kind } from 'graphql';
import type { LimitRule } from './LimitRule.js';

export const MaxFieldsRule: LimitRule = (operation, { maxFields }) => {
  const count = operation.sum((selection) => (selection.kind === Kind.FIELD ? 1 : 0));
  if (count <= maxFields) return undefined;
  return `The operation selects ${count} fields, counted with fragments opened; at most ${maxFields} are allowed.`;
};
