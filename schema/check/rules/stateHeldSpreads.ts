// A field that @requires data of another state system carries @tag(name: "state-held") as well: who selects it has that data
// read for it, and mostly sees in it what the data says. Without the tag it would be read without a consent.

import { collectTargetFields, type Subgraph } from '@apollo/federation-internals';
import { STATE_HELD_TAG } from '../../contract/tags.js';
import { declaredFields, type Field } from '../fields.js';
import { placeOf } from '../place.js';
import type { SchemaRule } from '../SchemaRule.js';

const name = 'stateHeldSpreads';

export const stateHeldSpreads: SchemaRule = {
  name,
  *check({ subgraphs }) {
    const stateHeld = new Set(subgraphs.flatMap((subgraph) => declaredFields(subgraph).filter((field) => isTagged(subgraph, field)).map(({ coordinate }) => coordinate)));
    for (const subgraph of subgraphs) {
      for (const field of declaredFields(subgraph)) {
        if (stateHeld.has(field.coordinate)) continue;
        const read = requiredBy(subgraph, field).find((required) => stateHeld.has(required));
        if (read === undefined) continue;
        yield {
          rule: name,
          agency: subgraph.name,
          ...placeOf(field),
          message: `${field.coordinate} requires ${read}, which holds data of another state system, but is not classified so itself.`,
          mend: `Write @tag(name: "${STATE_HELD_TAG}") on it.`,
        };
      }
    }
  },
};

function isTagged(subgraph: Subgraph, field: Field): boolean {
  return field.appliedDirectivesOf(subgraph.metadata().tagDirective()).some((tag) => tag.arguments().name === STATE_HELD_TAG);
}

/** Coordinates of all fields that its @requires selects, at every depth. */
function requiredBy(subgraph: Subgraph, field: Field): string[] {
  return field.appliedDirectivesOf(subgraph.metadata().requiresDirective()).flatMap((directive) =>
    collectTargetFields({ parentType: field.parent, directive, includeInterfaceFieldsImplementations: true, validate: false }).map(({ coordinate }) => coordinate),
  );
}
