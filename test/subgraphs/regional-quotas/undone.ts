// Runs in a transaction that is rolled back at the end, so that tests share a register and leave no trace.

import type { Kysely, Transaction } from 'kysely';

export async function undone<Database>(db: Kysely<Database>, run: (transaction: Transaction<Database>) => Promise<void>): Promise<void> {
  const transaction = await db.startTransaction().execute();
  try {
    await run(transaction);
  } finally {
    await transaction.rollback().execute();
  }
}
