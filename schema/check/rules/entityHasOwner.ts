// Every entity stands in schema/ownership.ts; an agency uses the key given there and, where it adds
// fields to another agency's entity, is named among the contributors.

import { isEntityType, type InterfaceType, type ObjectType, type Subgraph } from '@apollo/federation-internals';
import { findOwnership, type Ownership } from '../../ownership.js';
import { findContributions } from '../contributions.js';
import { declaredTypes, evenOut, keysOf } from '../fields.js';
import { placeOf } from '../place.js';
import type { SchemaProblem } from '../SchemaProblem.js';
import type { SchemaRule } from '../SchemaRule.js';

const name = 'entityHasOwner';

export const entityHasOwner: SchemaRule = {
  name,
  *check(input) {
    for (const subgraph of input.subgraphs) {
      for (const type of declaredTypes(subgraph)) {
        if (isEntityType(type)) yield* checkEntity(subgraph, type, input.ownership);
      }
    }
    yield* checkContributors(input);
  },
};

function* checkEntity(subgraph: Subgraph, type: ObjectType | InterfaceType, ownership: Ownership): Iterable<SchemaProblem> {
  const found = findOwnership(ownership, type.name);
  if (found === undefined) {
    yield {
      rule: name,
      agency: subgraph.name,
      ...placeOf(type),
      message: `${type.name} has a @key, but the table of entities does not say which agency owns it.`,
      mend: `Add ${type.name} with key, owner and contributors to schema/ownership.ts, or drop the @key.`,
    };
    return;
  }
  const keys = keysOf(subgraph, type);
  const isOwner = found.owner === subgraph.name;
  // The owner may have further keys for its own use; others may rely only on the agreed one.
  const agrees = isOwner ? keys.includes(evenOut(found.key)) : keys.every((key) => key === evenOut(found.key));
  if (agrees) return;
  yield {
    rule: name,
    agency: subgraph.name,
    ...placeOf(type),
    message: `${type.name} is keyed by "${keys.join('", "')}", but the agencies refer to it by "${found.key}".`,
    mend: `Write type ${type.name} @key(fields: "${found.key}"), or agree on another key in schema/ownership.ts.`,
  };
}

function* checkContributors(input: Parameters<SchemaRule['check']>[0]): Iterable<SchemaProblem> {
  for (const { subgraph, entity, owner, field } of findContributions(input)) {
    if (findOwnership(input.ownership, entity)?.contributors.includes(subgraph.name) === true) continue;
    yield {
      rule: name,
      agency: subgraph.name,
      ...placeOf(field),
      message: `${subgraph.name} adds ${field.name} to ${entity}, an entity of ${owner}, without being named as a contributor to it.`,
      mend: `Agree on it with ${owner} and add '${subgraph.name}' to the contributors of ${entity} in schema/ownership.ts, or move the field to a type of ${subgraph.name}.`,
    };
  }
}
