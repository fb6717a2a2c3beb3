// Inserts many rows in few statements. PostgreSQL takes at most 65,535 parameters a statement.

import type { Insertable, Kysely } from 'kysely';

const MAX_PARAMETERS = 60_000;

/** Rows must all have the same columns. Does nothing for an empty list. */
export async function insertRows<Database, Table extends keyof Database & string>(
  db: Kysely<Database>,
  table: Table,
  rows: readonly Insertable<Database[Table]>[],
): Promise<void> {
  const columnCount = Object.keys(rows[0] ?? {}).length;
  const perStatement = Math.max(1, Math.floor(MAX_PARAMETERS / Math.max(1, columnCount)));
  for (let start = 0; start < rows.length; start += perStatement) {
    await db
      .insertInto(table)
      .values(rows.slice(start, start + perStatement))
      .execute();
  }
}
