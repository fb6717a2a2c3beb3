// Mutations that were carried out, by the key that the client gave: `once` reads and writes it. An agency with mutations
// has the table among its migrations.

import { sql, type ColumnType } from 'kysely';
import type { Migration } from 'kysely/migration';

export interface IdempotencyTable {
  idempotency_key: {
    /** Who asked: keys of two accounts never meet. Empty where nobody is known. */
    account: string;
    operation: string;
    key: string;
    /** SHA-256 of the input, hexadecimal: tells another input under the same key, and keeps no second copy of it. */
    input_digest: string;
    /** Null only within the transaction that carries it out. */
    outcome: ColumnType<unknown, string | null, string>;
    carried_out_at: Date;
  };
}

/** Rows are kept: a key stays used for as long as the register has what was done under it. */
export const IDEMPOTENCY_MIGRATION: Migration = {
  up: async (db) => {
    await db.schema
      .createTable('idempotency_key')
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('operation', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('input_digest', 'varchar(64)', (column) => column.notNull().check(sql`length(input_digest) = 64`))
      .addColumn('outcome', 'jsonb')
      .addColumn('carried_out_at', 'timestamptz', (column) => column.notNull())
      .addPrimaryKeyConstraint('idempotency_key_pk', ['account', 'operation', 'key'])
      .execute();
  },
};
