// How far a register has been filled with synthetic cases. Every agency's store has this table, so
// that later cases continue the numbers and keep the first seeding day.

import { sql, type Kysely, type Transaction } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { CalendarDate } from '../time/calendarDate.js';

export interface SeedState {
  readonly seededOn: CalendarDate;
  /** Number of the last synthetic case. */
  readonly cases: number;
}

interface SeedTable {
  synthetic_seed: { seeded_on: CalendarDate; cases: number };
}

export const SEED_STATE_MIGRATION: Migration = {
  up: async (db) => {
    await db.schema
      .createTable('synthetic_seed')
      .addColumn('seeded_on', 'date', (column) => column.notNull())
      .addColumn('cases', 'integer', (column) => column.notNull())
      .execute();
  },
};

/** Null for a register that was never seeded. */
export async function readSeedState<Database>(db: Kysely<Database>): Promise<SeedState | null> {
  const row = await narrow(db).selectFrom('synthetic_seed').selectAll().executeTakeFirst();
  return row === undefined ? null : { seededOn: row.seeded_on, cases: row.cases };
}

/** Whoever else wants to add cases waits until this transaction has ended. */
export async function lockSeedState<Database>(transaction: Transaction<Database>): Promise<void> {
  await sql`lock table synthetic_seed in exclusive mode`.execute(transaction);
}

export async function writeSeedState<Database>(db: Kysely<Database>, state: SeedState): Promise<void> {
  await sql`delete from synthetic_seed`.execute(db);
  await narrow(db).insertInto('synthetic_seed').values({ seeded_on: state.seededOn, cases: state.cases }).execute();
}

/** Every agency's database has the table; only the kit knows it. */
function narrow<Database>(db: Kysely<Database>): Kysely<SeedTable> {
  return db as unknown as Kysely<SeedTable>;
}
