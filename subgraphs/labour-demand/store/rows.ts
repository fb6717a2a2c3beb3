// From the model to rows, for everything that writes.

import type { Insertable } from 'kysely';
import type { DemandRegistration, Employer, Vacancy } from '../model.js';
import type { Database } from './Database.js';

export function employerRow(employer: Employer): Insertable<Database['employer']> {
  return {
    bin: employer.bin,
    name: employer.name,
    industry_code: employer.industryCode,
    region_code: employer.regionCode,
  };
}

export function registrationRow(registration: DemandRegistration): Insertable<Database['demand_registration']> {
  return {
    id: registration.id,
    employer_bin: registration.employerBin,
    occupation_code: registration.occupationCode,
    industry_code: registration.industryCode,
    region_code: registration.regionCode,
    category: registration.category,
    year: registration.year,
    headcount: registration.headcount,
    filled: registration.filled,
    recorded_at: registration.recordedAt,
  };
}

export function vacancyRow(vacancy: Vacancy): Insertable<Database['vacancy']> {
  return {
    id: vacancy.id,
    registration_id: vacancy.registrationId,
    publication_code: vacancy.publicationCode,
    posted_on: vacancy.postedOn,
    places: vacancy.places,
  };
}
