// Reads the register in batches: every method is one statement, whatever the number of keys. A reader
// cannot write; requestChecks and recordAnswer do.

import type { Kysely, Selectable } from 'kysely';
import type { Authority, AuthorityCheck, AuthorityCode, ClearanceRequest } from '../model.js';
import type { Database } from './Database.js';

export class ClearanceReader {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** All of them, by code; there are a handful. */
  async allAuthorities(): Promise<Authority[]> {
    return this.#db.selectFrom('authority').selectAll().orderBy('code').execute();
  }

  async authorities(codes: readonly AuthorityCode[]): Promise<Authority[]> {
    return this.#db.selectFrom('authority').selectAll().where('code', 'in', codes).execute();
  }

  async requests(applicationIds: readonly string[]): Promise<ClearanceRequest[]> {
    return this.#db
      .selectFrom('clearance_request')
      .select(['application_id as applicationId', 'track', 'requested_on as requestedOn', 'policy_version as policyVersion'])
      .where('application_id', 'in', applicationIds)
      .execute();
  }

  /** Checks of the cases, in the order of the authorities' codes. */
  async checks(applicationIds: readonly string[]): Promise<AuthorityCheck[]> {
    const rows = await this.#db
      .selectFrom('authority_check')
      .selectAll()
      .where('application_id', 'in', applicationIds)
      .orderBy('authority_code')
      .execute();
    return rows.map(toCheck);
  }
}

function toCheck(row: Selectable<Database['authority_check']>): AuthorityCheck {
  const { outcome, answered_at: answeredAt } = row;
  return {
    applicationId: row.application_id,
    authorityCode: row.authority_code,
    requestedAt: row.requested_at,
    dueOn: row.due_on,
    answer: outcome === null || answeredAt === null ? null : { outcome, answeredAt },
  };
}
