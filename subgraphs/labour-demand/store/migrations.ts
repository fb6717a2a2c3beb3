// The register's tables, in the order of their names. A migration that has run is never edited.

import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { rowSecurity } from '../../kit/access/rowSecurity.js';
import { ROW_POLICIES } from './rowPolicies.js';

export const migrations: Record<string, Migration> = {
  '0001_register': {
    up: async (db) => {
      await db.schema
        .createTable('employer')
        .addColumn('bin', 'varchar(12)', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('industry_code', 'varchar(8)', (column) => column.notNull())
        .addColumn('region_code', 'varchar(2)', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('employer_by_region').on('employer').columns(['region_code', 'bin']).execute();
      await db.schema
        .createTable('demand_registration')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('employer_bin', 'varchar(12)', (column) => column.notNull().references('employer.bin'))
        .addColumn('occupation_code', 'varchar(8)', (column) => column.notNull())
        .addColumn('industry_code', 'varchar(8)', (column) => column.notNull())
        .addColumn('region_code', 'varchar(2)', (column) => column.notNull())
        .addColumn('category', 'varchar(16)', (column) => column.notNull())
        .addColumn('year', 'integer', (column) => column.notNull())
        .addColumn('headcount', 'integer', (column) => column.notNull().check(sql`headcount > 0`))
        .addColumn('filled', 'integer', (column) => column.notNull())
        .addColumn('recorded_at', 'timestamptz', (column) => column.notNull())
        .addCheckConstraint('demand_registration_filled', sql`filled between 0 and headcount`)
        .execute();
      // Behind demandMatch and Region.labourDemand.
      await db.schema
        .createIndex('demand_registration_by_need')
        .on('demand_registration')
        .columns(['region_code', 'year', 'occupation_code'])
        .execute();
      // Behind the pages of one occupation.
      await db.schema
        .createIndex('demand_registration_by_occupation')
        .on('demand_registration')
        .columns(['occupation_code', 'id'])
        .execute();
      await db.schema
        .createIndex('demand_registration_by_employer')
        .on('demand_registration')
        .columns(['employer_bin', 'id'])
        .execute();
      await db.schema
        .createTable('vacancy')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('registration_id', 'text', (column) => column.notNull().references('demand_registration.id'))
        .addColumn('publication_code', 'text', (column) => column.notNull().unique())
        .addColumn('posted_on', 'date', (column) => column.notNull())
        .addColumn('places', 'integer', (column) => column.notNull().check(sql`places > 0`))
        .execute();
      await db.schema.createIndex('vacancy_by_registration').on('vacancy').columns(['registration_id', 'posted_on']).execute();
    },
  },
  '0002_row_security': rowSecurity('labour-demand', ROW_POLICIES),
};
