// The register's tables, in the order of their names. A migration that has run is never edited.

import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { rowSecurity } from '../../kit/access/rowSecurity.js';
import { insertRows } from '../../kit/store/insertRows.js';
import { PUBLISHED_QUOTAS } from '../policy/publishedQuotas.js';
import { ROW_POLICIES } from './rowPolicies.js';

export const migrations: Record<string, Migration> = {
  '0001_register': {
    up: async (db) => {
      await db.schema
        .createTable('quota_row')
        .addColumn('region_code', 'varchar(2)', (column) => column.notNull())
        .addColumn('year', 'integer', (column) => column.notNull())
        .addColumn('kind', 'varchar(16)', (column) => column.notNull())
        .addColumn('effective_from', 'date', (column) => column.notNull())
        .addColumn('places', 'integer', (column) => column.notNull().check(sql`places >= 0`))
        .addColumn('source', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('quota_row_pk', ['region_code', 'year', 'kind', 'effective_from'])
        .execute();
      await db.schema
        .createTable('placement')
        .addColumn('application_id', 'text', (column) => column.primaryKey())
        .addColumn('region_code', 'varchar(2)', (column) => column.notNull())
        .addColumn('year', 'integer', (column) => column.notNull())
        .addColumn('kind', 'varchar(16)', (column) => column.notNull())
        .addColumn('persons', 'integer', (column) => column.notNull().check(sql`persons > 0`))
        .addColumn('state', 'varchar(16)', (column) => column.notNull())
        .addColumn('decided_on', 'date')
        .addColumn('recorded_at', 'timestamptz', (column) => column.notNull())
        .execute();
      await db.schema
        .createIndex('placement_by_quota')
        .on('placement')
        .columns(['region_code', 'year', 'kind', 'state'])
        .execute();
      await db.schema
        .createTable('kandas_status')
        .addColumn('applicant_id', 'text', (column) => column.primaryKey())
        .addColumn('state', 'varchar(16)', (column) => column.notNull())
        .addColumn('granted_on', 'date')
        .addColumn('decided_by', 'text')
        .addColumn('recorded_at', 'timestamptz', (column) => column.notNull())
        .execute();
    },
  },
  '0002_published_quotas': {
    up: async (db) => {
      const rows = PUBLISHED_QUOTAS.map((row) => ({
        region_code: row.regionCode,
        year: row.year,
        kind: row.kind,
        effective_from: row.effectiveFrom,
        places: row.places,
        source: row.source,
      }));
      await insertRows(db, 'quota_row', rows);
    },
  },
  '0003_row_security': rowSecurity('regional-quotas', ROW_POLICIES),
};
