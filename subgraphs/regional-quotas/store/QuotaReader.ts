// Reads the register in batches: every method is one statement, whatever the number of keys. A reader
// cannot write; what changes the register is in givePlace.

import type { Kysely } from 'kysely';
import type { KandasStatus, Placement, PlacementSum, QuotaRow } from '../model.js';
import type { Database } from './Database.js';

export class QuotaReader {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** All rows of the regions, of every year and kind; a region has a handful. */
  async quotaRows(regionCodes: readonly string[]): Promise<QuotaRow[]> {
    const rows = await this.#db
      .selectFrom('quota_row')
      .selectAll()
      .where('region_code', 'in', regionCodes)
      .orderBy('year')
      .orderBy('kind')
      .orderBy('effective_from')
      .execute();
    return rows.map((row) => ({
      regionCode: row.region_code,
      year: row.year,
      kind: row.kind,
      places: row.places,
      effectiveFrom: row.effective_from,
      source: row.source,
    }));
  }

  /** Persons by region, year, kind and state. */
  async placementSums(regionCodes: readonly string[]): Promise<PlacementSum[]> {
    return this.#db
      .selectFrom('placement')
      .select(['region_code as regionCode', 'year', 'kind', 'state'])
      .select(({ fn }) => fn.sum<number>('persons').as('persons'))
      .where('region_code', 'in', regionCodes)
      .groupBy(['region_code', 'year', 'kind', 'state'])
      .execute();
  }

  async placements(applicationIds: readonly string[]): Promise<Placement[]> {
    return this.#db
      .selectFrom('placement')
      .select(['application_id as applicationId', 'region_code as regionCode', 'year', 'kind', 'persons', 'state'])
      .select(['decided_on as decidedOn', 'recorded_at as recordedAt'])
      .where('application_id', 'in', applicationIds)
      .execute();
  }

  async kandasStatuses(applicantIds: readonly string[]): Promise<KandasStatus[]> {
    return this.#db
      .selectFrom('kandas_status')
      .select(['applicant_id as applicantId', 'state', 'granted_on as grantedOn'])
      .select(['decided_by as decidedBy', 'recorded_at as recordedAt'])
      .where('applicant_id', 'in', applicantIds)
      .execute();
  }
}
