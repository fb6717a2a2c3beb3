// The fields that an agency adds to an entity of another agency: everything it declares there except
// the key, what it only reads (@external), and what the owner serves as well (@shareable).

import type { Subgraph } from '@apollo/federation-internals';
import { findOwnership } from '../ownership.js';
import type { RuleInput } from './SchemaRule.js';
import { declaredTypes, fieldsOf, isExternal, keyFieldsOf, type Field } from './fields.js';

export interface Contribution {
  readonly subgraph: Subgraph;
  readonly entity: string;
  readonly owner: string;
  readonly field: Field;
}

/** Every contribution of every agency, in the order of the schemas. */
export function findContributions({ subgraphs, ownership }: Pick<RuleInput, 'subgraphs' | 'ownership'>): Contribution[] {
  return subgraphs.flatMap((subgraph) =>
    declaredTypes(subgraph).flatMap((type) => {
      const owner = findOwnership(ownership, type.name)?.owner;
      if (owner === undefined || owner === subgraph.name) return [];
      const keyFields = keyFieldsOf(subgraph, type);
      return fieldsOf(type)
        .filter((field) => !keyFields.has(field) && !isExternal(subgraph, field))
        .filter((field) => !isServedByOwnerToo(subgraphs, subgraph, owner, field))
        .map((field) => ({ subgraph, entity: type.name, owner, field }));
    }),
  );
}

/**
 * @shareable alone is no exemption: an agency could mark any field so. The owner must declare the
 * field too. Where the owner's schema is not at hand, its word cannot be checked and is not asked for.
 */
function isServedByOwnerToo(subgraphs: readonly Subgraph[], subgraph: Subgraph, owner: string, field: Field): boolean {
  if (!subgraph.metadata().isFieldShareable(field)) return false;
  const ownersSchema = subgraphs.find((candidate) => candidate.name === owner);
  if (ownersSchema === undefined) return true;
  const same = declaredTypes(ownersSchema)
    .find((type) => type.name === field.parent.name)
    ?.field(field.name);
  return same !== undefined && !isExternal(ownersSchema, same);
}
