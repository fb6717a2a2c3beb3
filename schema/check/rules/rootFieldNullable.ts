// A field of the root is nullable, or an AgencyAnswer: where its agency is silent the gateway writes null, and in a
// non-null field of the root that would take along everything that the other agencies have answered. A list of answers is no
// answer: in a list the gateway writes nothing, so it must be able to write null in the place of the list.

import { isNonNullType, isObjectType } from '@apollo/federation-internals';
import { declaredFields } from '../fields.js';
import { placeOf } from '../place.js';
import type { SchemaRule } from '../SchemaRule.js';

const name = 'rootFieldNullable';

export const rootFieldNullable: SchemaRule = {
  name,
  *check({ subgraphs, answerTypes }) {
    for (const subgraph of subgraphs) {
      for (const field of declaredFields(subgraph)) {
        if (!isObjectType(field.parent) || !field.parent.isRootType()) continue;
        if (field.type === undefined || !isNonNullType(field.type) || answerTypes.has(String(field.type.ofType))) continue;
        yield {
          rule: name,
          agency: subgraph.name,
          ...placeOf(field),
          message: `${field.coordinate}: ${String(field.type)} cannot be null: when ${subgraph.name} is silent, whoever asks for it would lose what all others answer.`,
          mend: `Write ${field.name}: ${String(field.type.ofType)}.`,
        };
      }
    }
  },
};
