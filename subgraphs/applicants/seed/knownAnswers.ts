// What of a questionnaire the rest of the record tells already: a synthetic person answers as they are.
// The codes are those of the shipped form; another form is answered by chance where it does not offer them.

import { fullYears, type CalendarDate } from '../../kit/time/calendarDate.js';
import type { Applicant, HouseholdMember, KazakhstanTie } from '../model.js';

/** Codes of the options chosen, by code of the question. */
export type KnownAnswers = ReadonlyMap<string, readonly string[]>;

/** @param members of the applicant's household, the applicant included */
export function knownAnswers(applicant: Applicant, members: readonly HouseholdMember[], on: CalendarDate): KnownAnswers {
  const ties = members.find(({ applicantId }) => applicantId === applicant.id)?.ties ?? [];
  return new Map([
    ['AGE', [ageBand(fullYears(applicant.birthDate, on))]],
    ['FAMILY', [familyOf(members)]],
    ['TIES', ties.flatMap((tie) => TIE_OPTIONS[tie])],
  ]);
}

function ageBand(age: number): string {
  if (age < 25) return 'AGE_18_24';
  if (age < 35) return 'AGE_25_34';
  if (age < 45) return 'AGE_35_44';
  return age < 55 ? 'AGE_45_54' : 'AGE_55_PLUS';
}

function familyOf(members: readonly HouseholdMember[]): string {
  if (members.length === 1) return 'ALONE';
  return members.some(({ relation }) => relation === 'CHILD') ? 'SPOUSE_AND_CHILDREN' : members.length === 2 ? 'SPOUSE' : 'OTHER';
}

const TIE_OPTIONS: Readonly<Record<KazakhstanTie, readonly string[]>> = {
  ETHNIC_KAZAKH: ['ETHNIC_KAZAKH'],
  BORN_IN_KAZAKHSTAN: ['BORN'],
  FORMER_CITIZEN: [],
  RELATIVE_IN_KAZAKHSTAN: ['RELATIVES'],
  STUDIED_IN_KAZAKHSTAN: ['STUDIED'],
  WORKED_IN_KAZAKHSTAN: ['WORKED'],
};
