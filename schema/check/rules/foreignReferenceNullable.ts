// A reference to another agency's entity is nullable, in a list the item: what hangs on it comes from
// that agency, and when it is silent the null must stop at the reference, not at its parent.

import { baseType, isListType, isNonNullType, type Type } from '@apollo/federation-internals';
import { findOwnership } from '../../ownership.js';
import { declaredFields, isExternal } from '../fields.js';
import { placeOf } from '../place.js';
import type { SchemaRule } from '../SchemaRule.js';

const name = 'foreignReferenceNullable';

export const foreignReferenceNullable: SchemaRule = {
  name,
  *check({ subgraphs, ownership }) {
    for (const subgraph of subgraphs) {
      for (const field of declaredFields(subgraph)) {
        if (field.type === undefined || isExternal(subgraph, field)) continue;
        const entity = baseType(field.type).name;
        const owner = findOwnership(ownership, entity)?.owner;
        if (owner === undefined || owner === subgraph.name || !isInnermostNonNull(field.type)) continue;
        yield {
          rule: name,
          agency: subgraph.name,
          ...placeOf(field),
          message: `${field.coordinate}: ${String(field.type)} refers to an entity of ${owner} and cannot be null: when ${owner} is silent, the null would take ${field.parent.name} of ${subgraph.name} with it.`,
          mend: `Write ${field.name}: ${String(field.type).replace(`${entity}!`, entity)}.`,
        };
      }
    }
  },
};

/** True for `Region!` and `[Region!]`, false for `Region` and `[Region]!`. */
function isInnermostNonNull(type: Type): boolean {
  if (isListType(type)) return isInnermostNonNull(type.ofType as Type);
  if (!isNonNullType(type)) return false;
  const inner = type.ofType as Type;
  return !isListType(inner) || isInnermostNonNull(inner);
}
