// A synthetic family, made from the number of its first case: names at random from common ones of its
// origin, no given name twice, births, ties. A second case of the same family finds the same persons.

import { checkDigit } from '../../kit/identifiers/checkDigit.js';
import { seededRandom, type SeededRandom } from '../../kit/synthetic/seededRandom.js';
import type { SyntheticCase } from '../../kit/synthetic/SyntheticWorld.js';
import { addDays, type CalendarDate } from '../../kit/time/calendarDate.js';
import type { FamilyRelation, HouseholdMember, KazakhstanTie, Track } from '../model.js';
import names from './names.json' with { type: 'json' };

export interface SyntheticHousehold {
  /** Of the first applicant; the household shares it. */
  readonly citizenship: string;
  /** The first applicant first; the second member, where they have a case of their own, next. */
  readonly members: readonly HouseholdMember[];
}

type Names = keyof typeof names;

/** Citizenships of a track, with the names that go with them. */
const ORIGINS: Readonly<Record<Track, readonly (readonly [citizenship: string, names: Names])[]>> = {
  GENERAL: [
    ['RUS', 'slavic'],
    ['RUS', 'slavic'],
    ['UKR', 'slavic'],
    ['BLR', 'slavic'],
    ['UZB', 'turkic'],
    ['KGZ', 'turkic'],
    ['TUR', 'turkic'],
    ['IND', 'indian'],
    ['STATELESS', 'turkic'],
  ],
  KANDAS: [
    ['CHN', 'kazakh'],
    ['CHN', 'kazakh'],
    ['MNG', 'kazakh'],
    ['UZB', 'kazakh'],
    ['TKM', 'kazakh'],
    ['RUS', 'kazakh'],
  ],
  IN_DEMAND_PROFESSION: [
    ['UZB', 'turkic'],
    ['TUR', 'turkic'],
    ['IND', 'indian'],
    ['RUS', 'slavic'],
  ],
  DIGITAL_NOMAD: [
    ['DEU', 'german'],
    ['IND', 'indian'],
    ['KOR', 'korean'],
    ['TUR', 'turkic'],
  ],
};

/** Stories whose point is not the consent of a state come from one that the rules treat plainly. */
const STORY_ORIGIN: readonly [string, Names] = ['UZB', 'turkic'];

const DAYS_PER_YEAR = 365.25;

export function syntheticHousehold(one: SyntheticCase, seededOn: CalendarDate): SyntheticHousehold {
  const random = seededRandom(`household ${one.householdId}`);
  const [citizenship, origin] = isOfStory(one) && one.track === 'GENERAL' ? STORY_ORIGIN : random.pick(ORIGINS[one.track]);
  const drawGiven = givenNames(origin, random);
  const familyName = random.pick(names[origin].family);
  const head = random.integer(25, 52);
  const members = Array.from({ length: one.persons }, (_, position): HouseholdMember => {
    const relation = relationAt(position, random);
    const age = ageOf(relation, head, random);
    return {
      id: `${one.householdId}-member-${position + 1}`,
      householdId: one.householdId,
      relation,
      fullName: `${drawGiven(relation)} ${familyName}`,
      birthDate: bornAt(age, random, seededOn),
      ties: tiesOf(one.track, age, random),
      applicantId: null,
    };
  });
  return { citizenship, members };
}

/** Draws given names for one family: husband and wife from either list, no name twice. */
function givenNames(origin: Names, random: SeededRandom): (relation: FamilyRelation) => string {
  const left = [[...names[origin].women], [...names[origin].men]];
  const applicantList = random.integer(0, 1);
  return (relation) => {
    const list = relation === 'APPLICANT' ? applicantList : relation === 'SPOUSE' ? 1 - applicantList : random.integer(0, 1);
    const given = left[list]!;
    return given.splice(random.integer(0, given.length - 1), 1)[0]!;
  };
}

/** Also the second case of a story's family. */
export function isOfStory(one: SyntheticCase): boolean {
  return one.story !== null || isSecondOfFamily(one);
}

/** True for a case whose household came with the case before. */
export function isSecondOfFamily({ householdId, number }: SyntheticCase): boolean {
  return numberOf(householdId) !== number;
}

/** `household-000015` → 15. */
export function numberOf(id: string): number {
  return Number(id.slice(id.lastIndexOf('-') + 1));
}

function relationAt(position: number, random: SeededRandom): FamilyRelation {
  if (position === 0) return 'APPLICANT';
  if (position === 1) return 'SPOUSE';
  return position < 4 || random.chance(0.7) ? 'CHILD' : random.pick(['PARENT', 'SIBLING'] as const);
}

function ageOf(relation: FamilyRelation, head: number, random: SeededRandom): number {
  switch (relation) {
    case 'APPLICANT':
      return head;
    case 'SPOUSE':
    case 'SIBLING':
      return Math.max(20, head + random.integer(-4, 4));
    case 'CHILD':
      // The spouse may be four years younger than the head, and is twenty or older at every birth.
      return random.integer(0, Math.min(17, head - 25));
    case 'PARENT':
      return head + random.integer(22, 34);
  }
}

function bornAt(age: number, random: SeededRandom, seededOn: CalendarDate): CalendarDate {
  return addDays(seededOn, -Math.ceil(age * DAYS_PER_YEAR) - random.integer(1, 360));
}

function tiesOf(track: Track, age: number, random: SeededRandom): KazakhstanTie[] {
  const ties: KazakhstanTie[] = track === 'KANDAS' ? ['ETHNIC_KAZAKH'] : [];
  const adultTies = ['STUDIED_IN_KAZAKHSTAN', 'WORKED_IN_KAZAKHSTAN'] as const;
  const others = ['RELATIVE_IN_KAZAKHSTAN', ...(age >= 18 ? adultTies : [])] as const;
  return [...ties, ...others.filter(() => random.chance(0.25))];
}

/**
 * A number with a valid check digit that nobody holds: the historic layout began with a date, and no
 * date begins with 9999. The case's number makes it unique.
 */
export function syntheticIin(caseNumber: number): string | null {
  const eleven = `9999${String(caseNumber).padStart(7, '0')}`;
  const digit = checkDigit(eleven);
  return digit === null ? null : `${eleven}${digit}`;
}
