// Fields, whatever they cost: the time to plan an operation grows with them.

import { Kind } from 'graphql';
import { sumOver } from '../OpenedOperation.js';
import type { LimitRule } from './LimitRule.js';

const fields = sumOver((selection) => (selection.kind === Kind.FIELD ? 1 : 0));

export const MaxFieldsRule: LimitRule = (operation, { maxFields }) => {
  const count = operation.measure(fields);
  if (count <= maxFields) return undefined;
  return `The operation selects ${count} fields, counted with fragments opened; at most ${maxFields} are allowed.`;
};
