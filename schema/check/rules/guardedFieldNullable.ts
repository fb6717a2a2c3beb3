// A field that is refused to some callers is nullable, or an AgencyAnswer: the gateway writes null in the place of what it
// refuses, and a null in a non-null field would take the object around it along, which the caller may see. In the place
// of an answer it writes one that says DENIED; of a list of answers it writes nothing but null.

import { isNonNullType } from '@apollo/federation-internals';
import { declaredFields, isExternal, isGuarded } from '../fields.js';
import { placeOf } from '../place.js';
import type { SchemaRule } from '../SchemaRule.js';

const name = 'guardedFieldNullable';

export const guardedFieldNullable: SchemaRule = {
  name,
  *check({ subgraphs, answerTypes }) {
    for (const subgraph of subgraphs) {
      for (const field of declaredFields(subgraph)) {
        if (!isGuarded(subgraph, field) || isExternal(subgraph, field)) continue;
        if (field.type === undefined || !isNonNullType(field.type) || answerTypes.has(String(field.type.ofType))) continue;
        yield {
          rule: name,
          agency: subgraph.name,
          ...placeOf(field),
          message: `${field.coordinate}: ${String(field.type)} is refused to some callers and cannot be null, so that they would lose the object around it, too.`,
          mend: `Write ${field.name}: ${String(field.type.ofType)}.`,
        };
      }
    }
  },
};
