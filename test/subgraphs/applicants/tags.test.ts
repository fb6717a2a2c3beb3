// What the schema of applicants says about its fields: whose data they hold.

import { Kind, parse, print } from 'graphql';
import { beforeAll, expect, it } from 'vitest';
import { applicants } from '../../../subgraphs/applicants/agency.js';
import { buildAgencySchema } from '../../../subgraphs/kit/schema/buildAgencySchema.js';

let sdl: string;

beforeAll(async () => {
  ({ sdl } = await buildAgencySchema(applicants));
});

/** Coordinates of the fields with the tag, in order. */
function taggedWith(tag: string): string[] {
  return parse(sdl)
    .definitions.flatMap((type) =>
      type.kind !== Kind.OBJECT_TYPE_DEFINITION
        ? []
        : (type.fields ?? [])
            .filter(({ directives }) => directives?.some((directive) => print(directive) === `@tag(name: "${tag}")`))
            .map((field) => `${type.name.value}.${field.name.value}`),
    )
    .toSorted((one, other) => (one < other ? -1 : 1));
}

it('marks as personal data whatever tells about a person, and nothing else', () => {
  expect(taggedWith('personal-data')).toEqual([
    ...['birthDate', 'citizenship', 'documents', 'fullName'].map((field) => `Applicant.${field}`),
    ...['languageTests', 'readiness', 'score', 'stateConsent'].map((field) => `Application.${field}`),
    ...['sharedWith', 'status'].map((field) => `Document.${field}`),
    ...['age', 'fullName', 'relation', 'ties'].map((field) => `HouseholdMember.${field}`),
    'Questionnaire.answers',
  ]);
});

it('marks as held by other state systems what rests on their answers, and nothing else', () => {
  expect(taggedWith('state-held')).toEqual(['Application.readiness', 'Document.status']);
});
