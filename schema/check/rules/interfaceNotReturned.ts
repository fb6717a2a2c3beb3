// No field returns AgencyAnswer itself, nor any other type that stands for several answers: writing
// an answer in a silent agency's place, the gateway must know which object type it is.

import { baseType, isAbstractType, possibleRuntimeTypes, type Type } from '@apollo/federation-internals';
import { AGENCY_ANSWER } from '../../contract/agencyAnswer.js';
import { declaredFields } from '../fields.js';
import { placeOf } from '../place.js';
import type { SchemaRule } from '../SchemaRule.js';

const name = 'interfaceNotReturned';

export const interfaceNotReturned: SchemaRule = {
  name,
  *check({ subgraphs, answerTypes }) {
    for (const subgraph of subgraphs) {
      for (const field of declaredFields(subgraph)) {
        if (field.type === undefined || !standsForAnswers(field.type, answerTypes)) continue;
        yield {
          rule: name,
          agency: subgraph.name,
          ...placeOf(field),
          message: `${field.coordinate}: ${String(field.type)} does not say which type the answer has, so nobody can write it when ${subgraph.name} is silent.`,
          mend: `Return one object type that implements ${AGENCY_ANSWER}; where there are several kinds, one nullable field per kind.`,
        };
      }
    }
  },
};

function standsForAnswers(type: Type, answerTypes: ReadonlySet<string>): boolean {
  const named = baseType(type);
  if (!isAbstractType(named)) return false;
  return named.name === AGENCY_ANSWER || possibleRuntimeTypes(named).some((possible) => answerTypes.has(possible.name));
}
