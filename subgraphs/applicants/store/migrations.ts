// The register's tables, in the order of their names. A migration that has run is never edited.

import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { rowSecurity } from '../../kit/access/rowSecurity.js';
import { IDEMPOTENCY_MIGRATION } from '../../kit/idempotency/idempotencyTable.js';
import { CASE_ROW_POLICIES, ROW_POLICIES } from './rowPolicies.js';

export const migrations: Record<string, Migration> = {
  '0001_persons': {
    up: async (db) => {
      await db.schema.createTable('household').addColumn('id', 'text', (column) => column.primaryKey()).execute();
      await db.schema
        .createTable('applicant')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('iin', 'varchar(12)', (column) => column.unique())
        .addColumn('full_name', 'text', (column) => column.notNull())
        .addColumn('birth_date', 'date', (column) => column.notNull())
        .addColumn('citizenship', 'text', (column) => column.notNull())
        .addColumn('household_id', 'text', (column) => column.notNull().references('household.id'))
        .execute();
      await db.schema
        .createTable('household_member')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('household_id', 'text', (column) => column.notNull().references('household.id'))
        .addColumn('position', 'integer', (column) => column.notNull())
        .addColumn('relation', 'varchar(16)', (column) => column.notNull())
        .addColumn('full_name', 'text', (column) => column.notNull())
        .addColumn('birth_date', 'date', (column) => column.notNull())
        .addColumn('ties', 'jsonb', (column) => column.notNull())
        // No foreign key: a member can be known before their own case is filed.
        .addColumn('applicant_id', 'text')
        .addUniqueConstraint('household_member_position', ['household_id', 'position'])
        .execute();
      await db.schema
        .createTable('document')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('type', 'varchar(40)', (column) => column.notNull())
        .addColumn('subject_id', 'text')
        .addColumn('stated_name', 'text')
        .addColumn('stated_birth_date', 'date')
        .addColumn('issued_by', 'text')
        .addColumn('issued_on', 'date')
        .addColumn('valid_until', 'date')
        .addColumn('confirmed_on', 'date')
        .execute();
      await db.schema
        .createTable('document_holder')
        .addColumn('document_id', 'text', (column) => column.notNull().references('document.id'))
        .addColumn('applicant_id', 'text', (column) => column.notNull().references('applicant.id'))
        .addPrimaryKeyConstraint('document_holder_pk', ['document_id', 'applicant_id'])
        .execute();
      await index(db, 'document_holder', ['applicant_id']);
    },
  },
  '0002_cases': {
    up: async (db) => {
      await db.schema
        .createTable('application')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('applicant_id', 'text', (column) => column.notNull().references('applicant.id'))
        .addColumn('track', 'varchar(32)', (column) => column.notNull())
        .addColumn('stage', 'varchar(32)', (column) => column.notNull())
        .addColumn('stage_entered_on', 'date', (column) => column.notNull())
        .addColumn('submitted_on', 'date', (column) => column.notNull())
        .addColumn('region_code', 'varchar(2)', (column) => column.notNull())
        .addColumn('occupation_code', 'varchar(8)')
        .addColumn('interviewed_on', 'date')
        .addColumn('decided_by', 'text')
        .addColumn('refusal_ground', 'varchar(40)')
        // Whatever code says: no case ends without a person who ended it, and no refusal without a ground.
        .addCheckConstraint('a_person_decided', sql`stage not in ('CERTIFIED', 'REFUSED') or decided_by is not null`)
        .addCheckConstraint('a_refusal_has_a_ground', sql`(stage = 'REFUSED') = (refusal_ground is not null)`)
        .execute();
      // Pages run by id within a filter.
      for (const column of ['applicant_id', 'region_code', 'stage', 'track']) await index(db, 'application', [column, 'id']);
      await db.schema
        .createTable('language_test_attempt')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('application_id', 'text', (column) => column.notNull().references('application.id'))
        .addColumn('number', 'integer', (column) => column.notNull().check(sql`number > 0`))
        .addColumn('taken_on', 'date', (column) => column.notNull())
        .addColumn('level', 'varchar(2)', (column) => column.notNull())
        .addColumn('listening_correct', 'integer', (column) => column.notNull())
        .addColumn('listening_total', 'integer', (column) => column.notNull())
        .addColumn('reading_correct', 'integer', (column) => column.notNull())
        .addColumn('reading_total', 'integer', (column) => column.notNull())
        .addCheckConstraint('listening_within_total', sql`listening_correct between 0 and listening_total and listening_total > 0`)
        .addCheckConstraint('reading_within_total', sql`reading_correct between 0 and reading_total and reading_total > 0`)
        .addUniqueConstraint('language_test_attempt_number', ['application_id', 'number'])
        .execute();
      await db.schema
        .createTable('questionnaire_submission')
        .addColumn('application_id', 'text', (column) => column.primaryKey().references('application.id'))
        .addColumn('form_version', 'text', (column) => column.notNull())
        .addColumn('submitted_on', 'date', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('questionnaire_answer')
        .addColumn('application_id', 'text', (column) => column.notNull().references('questionnaire_submission.application_id'))
        .addColumn('question_code', 'text', (column) => column.notNull())
        .addColumn('option_codes', 'jsonb', (column) => column.notNull())
        .addPrimaryKeyConstraint('questionnaire_answer_pk', ['application_id', 'question_code'])
        .execute();
      await db.schema
        .createTable('score')
        .addColumn('application_id', 'text', (column) => column.primaryKey().references('questionnaire_submission.application_id'))
        .addColumn('total', 'integer', (column) => column.notNull())
        .addColumn('contributions', 'jsonb', (column) => column.notNull())
        .addColumn('table_version', 'text', (column) => column.notNull())
        .addColumn('table_illustrative', 'boolean', (column) => column.notNull())
        .addColumn('table_description', 'text', (column) => column.notNull())
        .execute();
    },
  },
  '0003_row_security': rowSecurity('applicants', CASE_ROW_POLICIES),
  '0004_idempotency': IDEMPOTENCY_MIGRATION,
  '0005_breaches': {
    up: async (db) => {
      await db.schema
        .createTable('breach')
        .addColumn('id', 'text', (column) => column.primaryKey().defaultTo(sql`gen_random_uuid()::text`))
        .addColumn('detected_at', 'timestamptz', (column) => column.notNull())
        .addColumn('recorded_at', 'timestamptz', (column) => column.notNull())
        .addColumn('description', 'text', (column) => column.notNull())
        .addColumn('data_kinds', 'jsonb', (column) => column.notNull())
        .addColumn('persons_concerned', 'integer', (column) => column.check(sql`persons_concerned >= 0`))
        .addColumn('contact_office', 'text', (column) => column.notNull())
        .addColumn('notify_by', 'date', (column) => column.notNull())
        .addColumn('notified_at', 'timestamptz')
        .addColumn('notice_reference', 'text')
        .addCheckConstraint('a_notice_has_a_reference', sql`(notified_at is null) = (notice_reference is null)`)
        .addCheckConstraint('a_notice_follows_detection', sql`notified_at >= detected_at`)
        .execute();
      await index(db, 'breach', ['detected_at', 'id']);
    },
  },
  '0006_row_security': rowSecurity('applicants', ROW_POLICIES),
};

async function index(db: Kysely<unknown>, table: string, columns: string[]): Promise<void> {
  await db.schema.createIndex(`${table}_by_${columns[0]}`).on(table).columns(columns).execute();
}
