// The register's tables, in the order of their names. A migration that has run is never edited.

import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { rowSecurity } from '../../kit/access/rowSecurity.js';
import { insertRows } from '../../kit/store/insertRows.js';
import { AUTHORITY_REGISTER } from '../policy/authorityRegister.js';
import { ROW_POLICIES } from './rowPolicies.js';

export const migrations: Record<string, Migration> = {
  '0001_register': {
    up: async (db) => {
      await db.schema
        .createTable('authority')
        .addColumn('code', 'varchar(32)', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('simulated', 'boolean', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('clearance_request')
        .addColumn('application_id', 'text', (column) => column.primaryKey())
        .addColumn('track', 'varchar(32)', (column) => column.notNull())
        .addColumn('requested_on', 'date', (column) => column.notNull())
        .addColumn('policy_version', 'text', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('authority_check')
        .addColumn('application_id', 'text', (column) => column.notNull().references('clearance_request.application_id'))
        .addColumn('authority_code', 'varchar(32)', (column) => column.notNull().references('authority.code'))
        .addColumn('requested_at', 'timestamptz', (column) => column.notNull())
        .addColumn('due_on', 'date', (column) => column.notNull())
        .addColumn('outcome', 'varchar(16)')
        .addColumn('answered_at', 'timestamptz')
        .addPrimaryKeyConstraint('authority_check_pk', ['application_id', 'authority_code'])
        // An outcome without a time, or a time without an outcome, would be half an answer.
        .addCheckConstraint('authority_check_answer_whole', sql`(outcome is null) = (answered_at is null)`)
        .execute();
    },
  },
  '0002_authorities': {
    up: (db) => insertRows(db, 'authority', AUTHORITY_REGISTER),
  },
  '0003_row_security': rowSecurity('security-checks', ROW_POLICIES),
};
