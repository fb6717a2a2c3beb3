// One error for each place at which the caller may not see a field. Answers of agencies have none: they say themselves
// that they are denied.

import type { GraphQLFormattedError } from 'graphql';
import { ERROR_REGISTRY } from '../errors/errorRegistry.js';
import { isSelected } from '../operation/access/isSelected.js';
import type { Operation } from '../operation/Operation.js';

const { message } = ERROR_REGISTRY.UNAUTHORIZED_FIELD_OR_TYPE;

/** A path ends at the first list: what lies in a list has no one path. `extensions.field` names the field. */
export function refusalErrors({ asked, variables }: Operation): GraphQLFormattedError[] {
  if (asked === undefined) return [];
  const errors = new Map<string, GraphQLFormattedError>();
  for (const refusal of asked.refusals) {
    const { coordinate, path, isAnswer } = refusal;
    if (isAnswer || !isSelected(refusal, variables)) continue;
    errors.set(`${coordinate} ${path.join(' ')}`, { message, path: [...path], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE', field: coordinate } });
  }
  return [...errors.values()];
}
