// How another agency's reference becomes an entity here. Codes come from the public lists; a case is known
// by id and the facts that came with it; employers, registrations and vacancies are loaded in batches.

import { INDUSTRIES } from '../../schema/contract/classifiers/industries.js';
import { OCCUPATIONS } from '../../schema/contract/classifiers/occupations.js';
import { REGIONS } from '../../schema/contract/classifiers/regions.js';
import { badInput } from '../kit/errors/badInput.js';
import type { Reference } from '../kit/schema/buildAgencySchema.js';
import type { DemandContext } from './context.js';

export const references: Readonly<Record<string, Reference<DemandContext>>> = {
  Application: (representation) => representation,
  Applicant: (representation) => representation,
  Region: ({ code }) => known(REGIONS.find(String(code)), 'no region has this KATO prefix'),
  Occupation: ({ code }) => known(OCCUPATIONS.find(String(code)), 'no occupation has this NKZ code'),
  Industry: ({ code }) => known(INDUSTRIES.find(String(code)), 'no industry has this OKED code'),
  Employer: async ({ bin }, context) => known(await context.employerOfBin.load(String(bin)), 'no employer has this BIN'),
  DemandRegistration: async ({ id }, context) =>
    known(await context.registrationOfId.load(String(id)), 'no demand registration has this id'),
  Vacancy: async ({ id }, context) => known(await context.vacancyOfId.load(String(id)), 'no vacancy has this id'),
};

/** A reference never becomes null: what does not exist is the caller's mistake, and is said as one. */
function known<Entity>(entity: Entity | null | undefined, message: string): Entity {
  if (entity == null) throw badInput(message);
  return entity;
}
