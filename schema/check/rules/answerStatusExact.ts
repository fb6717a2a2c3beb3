// AnswerStatus has exactly the contract's values in every agency that declares it, and is never an
// argument or a field of an input: federation keeps, for an enum used as input, only the values that
// all agencies share, so one agency that is behind would delete a status for everyone.

import { baseType, isEnumType, isInputObjectType, type Subgraph, type Type } from '@apollo/federation-internals';
import { ANSWER_STATUSES } from '../../contract/AnswerStatus.js';
import { ANSWER_STATUS } from '../../contract/agencyAnswer.js';
import { declaredFields } from '../fields.js';
import { placeOf, type PlacedElement } from '../place.js';
import type { SchemaProblem } from '../SchemaProblem.js';
import type { SchemaRule } from '../SchemaRule.js';

const name = 'answerStatusExact';

export const answerStatusExact: SchemaRule = {
  name,
  *check({ subgraphs }) {
    for (const subgraph of subgraphs) {
      yield* checkValues(subgraph);
      for (const element of inputPositions(subgraph)) {
        if (element.type === undefined || baseType(element.type).name !== ANSWER_STATUS) continue;
        yield {
          rule: name,
          agency: subgraph.name,
          ...placeOf(element),
          message: `${ANSWER_STATUS} is taken as input: federation would then drop every status that some agency does not list.`,
          mend: `Take an enum of ${subgraph.name}'s own for what the caller chooses by; ${ANSWER_STATUS} stands in answers only.`,
        };
      }
    }
  },
};

function* checkValues(subgraph: Subgraph): Iterable<SchemaProblem> {
  const type = subgraph.schema.type(ANSWER_STATUS);
  if (type === undefined) return;
  const values = isEnumType(type) ? type.values.map((value) => value.name) : [];
  const missing = ANSWER_STATUSES.filter((status) => !values.includes(status));
  const unknown = values.filter((value) => !(ANSWER_STATUSES as readonly string[]).includes(value));
  if (missing.length === 0 && unknown.length === 0) return;
  const differences = [
    missing.length === 0 ? null : `lacks ${missing.join(', ')}`,
    unknown.length === 0 ? null : `has ${unknown.join(', ')}, which the contract does not know`,
  ].filter((part) => part !== null);
  yield {
    rule: name,
    agency: subgraph.name,
    ...placeOf(type),
    message: `${ANSWER_STATUS} ${differences.join(' and ')}: a rule elsewhere could not tell what the status means.`,
    mend: `Write enum ${ANSWER_STATUS} { ${ANSWER_STATUSES.join(' ')} }.`,
  };
}

function inputPositions(subgraph: Subgraph): (PlacedElement & { readonly type: Type | undefined })[] {
  const fieldArguments = declaredFields(subgraph).flatMap((field) => [...field.arguments()]);
  const inputFields = subgraph.schema.types().filter(isInputObjectType).flatMap((type) => [...type.fields()]);
  const directiveArguments = subgraph.schema.directives().flatMap((directive) => [...directive.arguments()]);
  return [...fieldArguments, ...inputFields, ...directiveArguments];
}
