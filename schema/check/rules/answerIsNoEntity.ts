// An AgencyAnswer type is never an entity. The gateway writes the whole object when its agency is
// silent; it could not invent a key, and an answer fetched again by key would be another answer.

import { isEntityType } from '@apollo/federation-internals';
import { AGENCY_ANSWER } from '../../contract/agencyAnswer.js';
import { declaredTypes } from '../fields.js';
import { placeOf } from '../place.js';
import type { SchemaRule } from '../SchemaRule.js';

const name = 'answerIsNoEntity';

export const answerIsNoEntity: SchemaRule = {
  name,
  *check({ subgraphs, answerTypes }) {
    for (const subgraph of subgraphs) {
      for (const type of declaredTypes(subgraph)) {
        if (!isEntityType(type) || !(answerTypes.has(type.name) || type.name === AGENCY_ANSWER)) continue;
        yield {
          rule: name,
          agency: subgraph.name,
          ...placeOf(type),
          message: `${type.name} is an AgencyAnswer and has a @key: the gateway cannot write a key in the place of a silent agency.`,
          mend: `Drop the @key from ${type.name}; put what needs an identity behind a nullable field of it, as in placement { status offer { id } }.`,
        };
      }
    }
  },
};
