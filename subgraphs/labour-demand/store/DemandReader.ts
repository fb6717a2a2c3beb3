// Reads the register in batches: every method is one statement, whatever the number of keys. A reader
// cannot write; registerEmployer and registerDemand do.

import { sql, type Expression, type ExpressionBuilder, type Kysely, type SqlBool } from 'kysely';
import type { PageRequest } from '../../kit/page/page.js';
import type { DemandRegistration, Employer, RegionDemand, Vacancy } from '../model.js';
import type { Database } from './Database.js';

/** Which registrations a page lists; what is left out or null does not restrict. */
export interface RegistrationFilter {
  readonly region?: string | null;
  readonly occupation?: string | null;
  readonly year?: number | null;
}

/** One occupation in one region and year. */
export interface Need {
  readonly occupationCode: string;
  readonly regionCode: string;
  readonly year: number;
}

export interface RegionYear {
  readonly regionCode: string;
  readonly year: number;
}

const REGISTRATION_COLUMNS = [
  'id',
  'employer_bin as employerBin',
  'occupation_code as occupationCode',
  'industry_code as industryCode',
  'region_code as regionCode',
  'category',
  'year',
  'headcount',
  'filled',
  'recorded_at as recordedAt',
] as const;

const EMPLOYER_COLUMNS = ['bin', 'name', 'industry_code as industryCode', 'region_code as regionCode'] as const;

export class DemandReader {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  async employers(bins: readonly string[]): Promise<Employer[]> {
    return this.#db.selectFrom('employer').select(EMPLOYER_COLUMNS).where('bin', 'in', bins).execute();
  }

  /** By BIN. */
  async employerPage(region: string | null, { limit, afterKey }: PageRequest): Promise<Employer[]> {
    return this.#db
      .selectFrom('employer')
      .select(EMPLOYER_COLUMNS)
      .$if(region !== null, (query) => query.where('region_code', '=', region))
      .$if(afterKey !== null, (query) => query.where('bin', '>', afterKey))
      .orderBy('bin')
      .limit(limit)
      .execute();
  }

  async registrations(ids: readonly string[]): Promise<DemandRegistration[]> {
    return this.#db.selectFrom('demand_registration').select(REGISTRATION_COLUMNS).where('id', 'in', ids).execute();
  }

  /** By id. */
  async registrationPage(filter: RegistrationFilter, { limit, afterKey }: PageRequest): Promise<DemandRegistration[]> {
    return this.#db
      .selectFrom('demand_registration')
      .select(REGISTRATION_COLUMNS)
      .where((eb) => eb.and([...restrictions(eb, filter), ...(afterKey === null ? [] : [eb('id', '>', afterKey)])]))
      .orderBy('id')
      .limit(limit)
      .execute();
  }

  /** The same page of every employer, by id: one statement however many employers. */
  async registrationPages(bins: readonly string[], year: number | null, { limit, afterKey }: PageRequest): Promise<DemandRegistration[]> {
    return this.#db
      .with('ranked', (db) =>
        db
          .selectFrom('demand_registration')
          .select(REGISTRATION_COLUMNS)
          .select(sql<number>`row_number() over (partition by employer_bin order by id)`.as('place'))
          .where('employer_bin', 'in', bins)
          .where((eb) => eb.and([...restrictions(eb, { year }), ...(afterKey === null ? [] : [eb('id', '>', afterKey)])])),
      )
      .selectFrom('ranked')
      .select(['id', 'employerBin', 'occupationCode', 'industryCode', 'regionCode', 'category', 'year', 'headcount', 'filled', 'recordedAt'])
      .where('place', '<=', limit)
      .orderBy('id')
      .execute();
  }

  async registrationsOfNeeds(needs: readonly Need[]): Promise<DemandRegistration[]> {
    return this.#db
      .selectFrom('demand_registration')
      .select(REGISTRATION_COLUMNS)
      .where((eb) =>
        eb(
          eb.refTuple('region_code', 'year', 'occupation_code'),
          'in',
          needs.map((need) => eb.tuple(need.regionCode, need.year, need.occupationCode)),
        ),
      )
      .orderBy('id')
      .execute();
  }

  async regionDemands(pairs: readonly RegionYear[]): Promise<RegionDemand[]> {
    return this.#db
      .selectFrom('demand_registration')
      .select(['region_code as regionCode', 'year'])
      .select(({ fn }) => [
        fn.sum<number>('headcount').as('headcount'),
        fn.sum<number>('filled').as('filled'),
        fn.countAll<number>().as('registrationCount'),
        fn.max('recorded_at').as('recordedAt'),
      ])
      .where((eb) =>
        eb(
          eb.refTuple('region_code', 'year'),
          'in',
          pairs.map((pair) => eb.tuple(pair.regionCode, pair.year)),
        ),
      )
      .groupBy(['region_code', 'year'])
      .execute();
  }

  async vacancies(ids: readonly string[]): Promise<Vacancy[]> {
    return this.#vacancies('id', ids);
  }

  /** In the order they were posted. */
  async vacanciesOfRegistrations(registrationIds: readonly string[]): Promise<Vacancy[]> {
    return this.#vacancies('registration_id', registrationIds);
  }

  async #vacancies(key: 'id' | 'registration_id', values: readonly string[]): Promise<Vacancy[]> {
    return this.#db
      .selectFrom('vacancy')
      .select(['id', 'registration_id as registrationId', 'publication_code as publicationCode', 'posted_on as postedOn', 'places'])
      .where(key, 'in', values)
      .orderBy('posted_on')
      .orderBy('id')
      .execute();
  }
}

function restrictions(
  eb: ExpressionBuilder<Database, 'demand_registration'>,
  { region = null, occupation = null, year = null }: RegistrationFilter,
): Expression<SqlBool>[] {
  return [
    ...(region === null ? [] : [eb('region_code', '=', region)]),
    ...(occupation === null ? [] : [eb('occupation_code', '=', occupation)]),
    ...(year === null ? [] : [eb('year', '=', year)]),
  ];
}
