// Fields whose name says that they tell about a natural person carry @tag(name: "personal-data"), and
// no tag is misspelt: a field without the tag, or with "personal_data", would be disclosed unlogged.
//
// A safety net by name, not the classification itself: that is each agency's own duty.

import { FieldDefinition, type Directive, type Subgraph } from '@apollo/federation-internals';
import { PERSONAL_DATA_TAG, REFERENCE_DATA_TAG, STATE_HELD_TAG } from '../../contract/tags.js';
import { declaredFields, isExternal } from '../fields.js';
import { placeOf, type PlacedElement } from '../place.js';
import type { SchemaProblem } from '../SchemaProblem.js';
import type { SchemaRule } from '../SchemaRule.js';

const name = 'personalDataTagged';

/** Every tag there is. */
const KNOWN_TAGS: readonly string[] = [PERSONAL_DATA_TAG, STATE_HELD_TAG, REFERENCE_DATA_TAG];

/** Names that mean a natural person's data wherever they stand. */
const PERSONAL_FIELD_NAMES: ReadonlySet<string> = new Set([
  'age',
  'birthDate',
  'birthPlace',
  'citizenship',
  'ethnicity',
  'firstName',
  'fullName',
  'homeAddress',
  'iin',
  'lastName',
  'passportNumber',
  'patronymic',
]);

export const personalDataTagged: SchemaRule = {
  name,
  *check({ subgraphs }) {
    for (const subgraph of subgraphs) {
      for (const field of declaredFields(subgraph)) {
        if (!PERSONAL_FIELD_NAMES.has(field.name) || isExternal(subgraph, field)) continue;
        const tags = field.appliedDirectivesOf(subgraph.metadata().tagDirective()).map((tag) => tag.arguments().name);
        if (tags.includes(PERSONAL_DATA_TAG)) continue;
        yield problem(subgraph, field, `${field.coordinate} tells about a natural person by its name, but is not classified as personal data.`, PERSONAL_DATA_TAG);
      }
      for (const application of subgraph.metadata().tagDirective().applications()) {
        const tag = application.arguments().name;
        if (KNOWN_TAGS.includes(tag)) {
          if (!(application.parent instanceof FieldDefinition)) {
            yield { ...problem(subgraph, taggedElement(application), `the tag "${tag}" acts on fields alone; here nothing would.`, tag), mend: 'Write it on each field that is meant.' };
          }
          continue;
        }
        yield problem(subgraph, taggedElement(application), `the tag "${tag}" is not one of ${KNOWN_TAGS.join(', ')}, so nothing would act on it.`, ...KNOWN_TAGS);
      }
    }
  },
};

function taggedElement(application: Directive): PlacedElement {
  const parent: unknown = application.parent;
  const coordinate = parent instanceof Object && 'coordinate' in parent ? String(parent.coordinate) : 'schema';
  return application.sourceAST === undefined ? { coordinate } : { coordinate, sourceAST: application.sourceAST };
}

function problem(subgraph: Subgraph, element: PlacedElement, message: string, ...tags: readonly string[]): SchemaProblem {
  return { rule: name, agency: subgraph.name, ...placeOf(element), message, mend: `Write ${tags.map((tag) => `@tag(name: "${tag}")`).join(' or ')} on it.` };
}
