// The agency's part of a synthetic world: employers that cannot be mistaken for real ones, what they look
// for, and their vacancies. Three of ten cases bring an employer with them, so that more cases mean more
// employers, and the first registration of each asks for what its case offers. A profession in demand that
// was certified always brings one: its decision rested on an employer with open places.

import type { Kysely } from 'kysely';
import { INDUSTRIES } from '../../../schema/contract/classifiers/industries.js';
import { OCCUPATIONS } from '../../../schema/contract/classifiers/occupations.js';
import { REGIONS } from '../../../schema/contract/classifiers/regions.js';
import { insertRows } from '../../kit/store/insertRows.js';
import { seededRandom, type SeededRandom } from '../../kit/synthetic/seededRandom.js';
import type { SyntheticCase, SyntheticWorld } from '../../kit/synthetic/SyntheticWorld.js';
import { addDays, startOfDay, type CalendarDate } from '../../kit/time/calendarDate.js';
import type { DemandRegistration, Employer, Vacancy, WorkerCategory } from '../model.js';
import { majorGroup } from '../rules/majorGroup.js';
import { openPlaces } from '../rules/openPlaces.js';
import { yearInForce } from '../rules/yearInForce.js';
import { seedOldRecord } from './seedOldRecord.js';
import type { Database } from '../store/Database.js';
import { employerRow, registrationRow, vacancyRow } from '../store/rows.js';
import { syntheticBin } from './syntheticBin.js';

/** Last digits of the case numbers that bring an employer: the stories told by an employer end in 1 and 3. */
const EMPLOYER_DIGITS: ReadonlySet<number> = new Set([1, 3, 7]);

export async function seed(db: Kysely<Database>, world: SyntheticWorld): Promise<void> {
  const parts = world.cases.filter(bringsEmployer).map((one) => createPart(one, world.seededOn));
  await insertRows(db, 'employer', parts.map(({ employer }) => employerRow(employer)));
  await insertRows(db, 'demand_registration', parts.flatMap(({ registrations }) => registrations.map(registrationRow)));
  await insertRows(db, 'vacancy', parts.flatMap(({ vacancies }) => vacancies.map(vacancyRow)));
  if (world.cases[0]?.number === 1) await seedOldRecord(db);
}

function bringsEmployer(one: SyntheticCase): boolean {
  return EMPLOYER_DIGITS.has(one.number % 10) || restsOnDemand(one);
}

function restsOnDemand({ track, stage }: SyntheticCase): boolean {
  return track === 'IN_DEMAND_PROFESSION' && stage === 'CERTIFIED';
}

interface EmployerPart {
  readonly employer: Employer;
  readonly registrations: readonly DemandRegistration[];
  readonly vacancies: readonly Vacancy[];
}

/** Registrations of an employer: this year's for its case, the same of last year, and others of both years. */
const REGISTRATION_COUNT = 5;

function createPart(one: SyntheticCase, seededOn: CalendarDate): EmployerPart {
  const random = seededRandom(`employer ${one.number}`);
  const employer: Employer = {
    bin: syntheticBin(one.number),
    name: `Synthetic Employer ${one.number} (fictitious)`,
    industryCode: random.pick(INDUSTRIES.entries).code,
    regionCode: one.regionCode,
  };
  const registrations = Array.from({ length: REGISTRATION_COUNT }, (_, index) => createRegistration(one, employer, index, seededOn, random));
  const thisYear = yearInForce(seededOn);
  const vacancies = registrations
    .filter((registration) => registration.year === thisYear)
    .flatMap((registration) => createVacancies(registration, seededOn, random));
  return { employer, registrations, vacancies };
}

function createRegistration(
  one: SyntheticCase,
  employer: Employer,
  index: number,
  seededOn: CalendarDate,
  random: SeededRandom,
): DemandRegistration {
  const asksForCase = index < 2;
  const drawn = random.pick(OCCUPATIONS.entries).code;
  const occupationCode = asksForCase ? (one.occupationCode ?? drawn) : drawn;
  const headcount = random.integer(1, 40);
  const year = yearInForce(seededOn) - (index % 2);
  return {
    id: `demand-${pad(one.number)}-${index + 1}`,
    employerBin: employer.bin,
    occupationCode,
    industryCode: employer.industryCode,
    regionCode: asksForCase ? employer.regionCode : drawRegion(employer, random),
    category: categoryOf(occupationCode, random),
    year,
    headcount,
    filled: drawFilled(headcount, (one.story !== null || restsOnDemand(one)) && index === 0, random),
    recordedAt: startOfDay(seededOn),
  };
}

/** Most work is done where the employer is registered. */
function drawRegion(employer: Employer, random: SeededRandom): string {
  const openRegions = REGIONS.entries.filter((region) => !region.retired);
  return random.chance(0.6) ? employer.regionCode : random.pick(openRegions).code;
}

/** One demand in five is met; a story's own, or one that a certificate rests on, never is. */
function drawFilled(headcount: number, staysOpen: boolean, random: SeededRandom): number {
  const met = random.chance(0.2);
  const filled = random.integer(0, headcount - 1);
  return met && !staysOpen ? headcount : filled;
}

function categoryOf(occupationCode: string, random: SeededRandom): WorkerCategory {
  switch (majorGroup(occupationCode)) {
    case 1:
      return random.pick(['HEADS', 'UNIT_HEADS'] as const);
    case 2:
    case 3:
      return 'SPECIALISTS';
    case 6:
    case 9:
      return 'SEASONAL';
    default:
      return 'SKILLED_WORKERS';
  }
}

/** Open places published in one or two vacancies, some of them within the last fifteen days. */
function createVacancies(registration: DemandRegistration, seededOn: CalendarDate, random: SeededRandom): Vacancy[] {
  const open = openPlaces(registration);
  if (open === 0) return [];
  const first = random.integer(1, open);
  return [first, open - first]
    .filter((places) => places > 0)
    .map((places, index) => ({
      id: `${registration.id.replace('demand', 'vacancy')}-${index + 1}`,
      registrationId: registration.id,
      publicationCode: `SYNTHETIC-${registration.id.slice('demand-'.length)}-${index + 1}`,
      postedOn: addDays(seededOn, -random.integer(1, 60)),
      places,
    }));
}

const pad = (number: number): string => String(number).padStart(6, '0');
