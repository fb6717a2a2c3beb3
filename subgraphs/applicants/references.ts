// How a reference becomes an entity. Cases, persons, households and papers are loaded in batches; an id
// that the register does not hold stays a bare reference, and its answers say NO_RECORD.

import { OCCUPATIONS } from '../../schema/contract/classifiers/occupations.js';
import { badInput } from '../kit/errors/badInput.js';
import type { Reference } from '../kit/schema/buildAgencySchema.js';
import { regionOf } from '../kit/schema/RegionNames.js';
import type { ApplicantsContext } from './context.js';

export const references: Readonly<Record<string, Reference<ApplicantsContext>>> = {
  Application: async (representation, { application }) => (await application.load(String(representation['id']))) ?? representation,
  Applicant: async (representation, { applicant }) => (await applicant.load(String(representation['id']))) ?? representation,
  Document: async (representation, { document }) => (await document.load(String(representation['id']))) ?? representation,
  Household: (representation) => representation,
  Region: ({ code }) => {
    const region = regionOf(String(code));
    if (region === null) throw badInput('no region has this KATO prefix');
    return region;
  },
  Occupation: ({ code }) => {
    const occupation = OCCUPATIONS.find(String(code));
    if (occupation === undefined) throw badInput('no occupation of the classifier has this code');
    return occupation;
  },
};
