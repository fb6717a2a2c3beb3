// AgencyAnswer is, in every agency that declares it, exactly the contract's interface. A field that
// one agency alone adds would be demanded of every other agency's answers and break all of them.

import { isInterfaceType, type InterfaceType, type NamedType, type Subgraph } from '@apollo/federation-internals';
import { AGENCY_ANSWER, AGENCY_ANSWER_FIELD_TYPES } from '../../contract/agencyAnswer.js';
import { fieldsOf } from '../fields.js';
import { placeOf, type PlacedElement } from '../place.js';
import type { SchemaProblem } from '../SchemaProblem.js';
import type { SchemaRule } from '../SchemaRule.js';

const name = 'answerInterfaceExact';

const EXPECTED = new Map<string, string>(Object.entries(AGENCY_ANSWER_FIELD_TYPES));

export const answerInterfaceExact: SchemaRule = {
  name,
  *check({ subgraphs }) {
    for (const subgraph of subgraphs) {
      const type: NamedType | undefined = subgraph.schema.type(AGENCY_ANSWER);
      if (type === undefined) continue;
      if (isInterfaceType(type)) yield* compare(subgraph, type);
      else yield problem(subgraph, type, `${AGENCY_ANSWER} is the name of the contract's interface, not of a type of another kind.`);
    }
  },
};

function* compare(subgraph: Subgraph, type: InterfaceType): Iterable<SchemaProblem> {
  const found = new Map(fieldsOf(type).map((field) => [field.name, field]));
  for (const [fieldName, expected] of EXPECTED) {
    const field = found.get(fieldName);
    if (field === undefined) {
      yield problem(subgraph, type, `${AGENCY_ANSWER} lacks the field ${fieldName}: ${expected}.`);
    } else if (String(field.type) !== expected || field.hasArguments()) {
      yield problem(subgraph, field, `${field.coordinate} is ${field.toString()}, but the contract has ${fieldName}: ${expected}.`);
    }
  }
  for (const field of found.values()) {
    if (EXPECTED.has(field.name)) continue;
    yield problem(subgraph, field, `${field.coordinate} is not in the contract; declared here, it is demanded of the answers of every agency.`);
  }
}

function problem(subgraph: Subgraph, element: PlacedElement, message: string): SchemaProblem {
  const fields = [...EXPECTED].map(([fieldName, type]) => `${fieldName}: ${type}`).join(' ');
  return {
    rule: name,
    agency: subgraph.name,
    ...placeOf(element),
    message,
    mend: `Write interface ${AGENCY_ANSWER} { ${fields} }; what an answer has beyond it belongs to its own type.`,
  };
}
