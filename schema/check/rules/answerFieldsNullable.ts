// Every field of an AgencyAnswer type but `agency` and `status` is nullable: the gateway writes null
// into all of them when the agency is silent, and a null in a non-null field would destroy the very
// object that says so.

import { isNonNullType } from '@apollo/federation-internals';
import { ALWAYS_WRITTEN_FIELDS } from '../../contract/agencyAnswer.js';
import { declaredTypes, fieldsOf, isExternal } from '../fields.js';
import { placeOf } from '../place.js';
import type { SchemaRule } from '../SchemaRule.js';

const name = 'answerFieldsNullable';

export const answerFieldsNullable: SchemaRule = {
  name,
  *check({ subgraphs, answerTypes }) {
    for (const subgraph of subgraphs) {
      for (const type of declaredTypes(subgraph)) {
        if (!answerTypes.has(type.name)) continue;
        for (const field of fieldsOf(type)) {
          if (ALWAYS_WRITTEN_FIELDS.has(field.name) || isExternal(subgraph, field)) continue;
          if (field.type === undefined || !isNonNullType(field.type)) continue;
          yield {
            rule: name,
            agency: subgraph.name,
            ...placeOf(field),
            message: `${field.coordinate}: ${String(field.type)} cannot be null, so the answer itself would be lost when ${subgraph.name} is silent.`,
            mend: `Write ${field.name}: ${String(field.type.ofType)}.`,
          };
        }
      }
    }
  },
};
