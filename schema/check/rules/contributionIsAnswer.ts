// Silence is not consent, as a rule about schemas: what one agency adds to another agency's entity
// is an AgencyAnswer, non-null, and not a list. Only then can the gateway say UNAVAILABLE in that
// place; a plain null or an empty list there would read as "there is none".
//
// What lies deeper under an answer is not a contribution: it hangs on the contributor's own types.

import { isNonNullType, type Type } from '@apollo/federation-internals';
import { AGENCY_ANSWER } from '../../contract/agencyAnswer.js';
import { findContributions, type Contribution } from '../contributions.js';
import { placeOf } from '../place.js';
import type { SchemaProblem } from '../SchemaProblem.js';
import type { SchemaRule } from '../SchemaRule.js';

const name = 'contributionIsAnswer';

export const contributionIsAnswer: SchemaRule = {
  name,
  *check(input) {
    for (const contribution of findContributions(input)) {
      const type = contribution.field.type;
      if (type === undefined) continue;
      const nullable: Type = isNonNullType(type) ? type.ofType : type;
      if (!input.answerTypes.has(String(nullable))) yield notAnAnswer(contribution, nullable);
      else if (!isNonNullType(type)) yield nullableAnswer(contribution, type);
    }
  },
};

function notAnAnswer({ subgraph, entity, owner, field }: Contribution, type: Type): SchemaProblem {
  const answer = `${entity}${field.name.charAt(0).toUpperCase()}${field.name.slice(1)}`;
  return {
    rule: name,
    agency: subgraph.name,
    ...placeOf(field),
    message: `${subgraph.name} contributes ${field.coordinate}: ${String(field.type)} to an entity of ${owner}, but not as an ${AGENCY_ANSWER}: an empty value there would not say whether ${subgraph.name} has spoken.`,
    mend: `Put the value behind a status: ${field.name}: ${answer}! with type ${answer} implements ${AGENCY_ANSWER} { …the interface's fields… ${field.name}: ${String(type)} }.`,
  };
}

function nullableAnswer({ subgraph, field }: Contribution, type: Type): SchemaProblem {
  return {
    rule: name,
    agency: subgraph.name,
    ...placeOf(field),
    message: `${field.coordinate}: ${String(type)} may be null, and a null says nothing about whether ${subgraph.name} has spoken.`,
    mend: `Write ${field.name}: ${String(type)}! and answer NO_RECORD, NOT_REQUESTED or NOT_APPLICABLE where there is nothing to tell.`,
  };
}
