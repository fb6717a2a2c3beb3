// Reads recorded breaches. A reader cannot write.

import { sql, type Kysely } from 'kysely';
import type { Breach } from '../model.js';
import type { Database } from './Database.js';

/** Where a page stands: behind this breach. */
export interface BreachPlace {
  readonly detectedAt: Date;
  readonly id: string;
}

export class BreachReader {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  async find(id: string): Promise<Breach | null> {
    const row = await selectBreaches(this.#db).where('id', '=', id).executeTakeFirst();
    return row === undefined ? null : breachOf(row);
  }

  /** Those detected last come first. */
  async page(limit: number, after: BreachPlace | null): Promise<Breach[]> {
    let query = selectBreaches(this.#db).orderBy('detected_at', 'desc').orderBy('id', 'desc').limit(limit);
    if (after !== null) query = query.where(sql<boolean>`(detected_at, id) < (${after.detectedAt}, ${after.id})`);
    return (await query.execute()).map(breachOf);
  }
}

/** Also within a transaction that goes on to write. */
export function selectBreaches(db: Kysely<Database>) {
  return db
    .selectFrom('breach')
    .select(['id', 'detected_at as detectedAt', 'recorded_at as recordedAt', 'description', 'data_kinds as dataKinds'])
    .select(['persons_concerned as personsConcerned', 'contact_office as contactOffice', 'notify_by as notifyBy'])
    .select(['notified_at as notifiedAt', 'notice_reference as reference']);
}

type BreachRow = Awaited<ReturnType<ReturnType<typeof selectBreaches>['executeTakeFirstOrThrow']>>;

export function breachOf({ notifiedAt, reference, ...breach }: BreachRow): Breach {
  return { ...breach, notice: notifiedAt === null || reference === null ? null : { notifiedAt, reference } };
}
