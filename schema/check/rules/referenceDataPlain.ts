// A field with @tag(name: "reference-data") may be told from an earlier answer while its agency cannot be asked. So it is the
// same for whoever asks and speaks of nobody: it neither is nor leads to an AgencyAnswer, holds no personal data, is guarded
// by no rule of access, and takes no argument in which somebody could be named. And it is so for every agency that resolves
// it, or the one that left the tag out would be bound by the other's.

import { baseType, isEnumType, type ArgumentDefinition, type Subgraph } from '@apollo/federation-internals';
import { PERSONAL_DATA_TAG, REFERENCE_DATA_TAG, STATE_HELD_TAG } from '../../contract/tags.js';
import { declaredFields, isExternal, isGuarded, type Field } from '../fields.js';
import { placeOf } from '../place.js';
import type { RuleInput, SchemaRule } from '../SchemaRule.js';

const name = 'referenceDataPlain';

export const referenceDataPlain: SchemaRule = {
  name,
  *check(input) {
    const tagged = new Set(input.subgraphs.flatMap((subgraph) => declaredFields(subgraph).filter((field) => tagsOf(subgraph, field).includes(REFERENCE_DATA_TAG)).map(({ coordinate }) => coordinate)));
    for (const subgraph of input.subgraphs) {
      for (const field of declaredFields(subgraph)) {
        if (!tagged.has(field.coordinate) || isExternal(subgraph, field)) continue;
        const problem = { rule: name, agency: subgraph.name, ...placeOf(field) };
        const fault = faultOf(input, subgraph, field);
        if (!tagsOf(subgraph, field).includes(REFERENCE_DATA_TAG)) {
          const message = `${field.coordinate} is reference data for another agency and not for this one, which resolves it too.`;
          yield { ...problem, message, mend: `Write @tag(name: "${REFERENCE_DATA_TAG}") on it in both, or in neither.` };
        } else if (fault !== undefined) yield { ...problem, message: `${field.coordinate} is tagged as reference data, but ${fault}.`, mend: 'Take the tag away.' };
      }
    }
  },
};

function faultOf({ answerTypes }: RuleInput, subgraph: Subgraph, field: Field): string | undefined {
  const tags = tagsOf(subgraph, field);
  if (answerTypes.has(field.parent.name)) return `belongs to ${field.parent.name}, an answer, which is never told from memory`;
  const type = baseType(field.type!).name;
  if (answerTypes.has(type)) return `leads to ${type}, an answer, which is never told from memory`;
  if (tags.includes(PERSONAL_DATA_TAG) || tags.includes(STATE_HELD_TAG)) return 'holds personal data, which is never kept';
  if (isGuarded(subgraph, field)) return 'is not for everybody';
  const free = field.arguments().find((argument) => !isClosed(argument));
  return free && `takes ${free.name}: ${String(free.type)}, in which anything could be written`;
}

function tagsOf(subgraph: Subgraph, field: Field): readonly string[] {
  return field.appliedDirectivesOf(subgraph.metadata().tagDirective()).map((tag) => tag.arguments().name);
}

/** Its values can be counted: those of an enum, and Boolean. */
function isClosed({ type }: ArgumentDefinition<Field>): boolean {
  const named = baseType(type!);
  return isEnumType(named) || named.name === 'Boolean';
}
