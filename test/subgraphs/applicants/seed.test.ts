// The synthetic register: the same whatever order it is filled in, and made of nothing real.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applicants } from '../../../subgraphs/applicants/agency.js';
import type { Database } from '../../../subgraphs/applicants/store/Database.js';
import { hasCheckDigit } from '../../../subgraphs/kit/identifiers/checkDigit.js';
import { addCases } from '../../../subgraphs/kit/seed/addCases.js';
import { startTestAgency, type TestAgency } from '../../kit/agency.js';

const SEEDED_ON = '2026-06-01';
const NOW = new Date('2026-06-01T06:00:00Z');
const TABLES = [
  'household',
  'household_member',
  'applicant',
  'document',
  'document_holder',
  'application',
  'language_test_attempt',
  'questionnaire_submission',
  'questionnaire_answer',
  'score',
] as const;

describe('a register filled with 40 cases', () => {
  let atOnce: TestAgency<Database>;
  let inParts: TestAgency<Database>;

  beforeAll(async () => {
    atOnce = await startTestAgency(applicants, { seededOn: SEEDED_ON, now: NOW, cases: 40 });
    // The cut goes through the family whose second member is case 16.
    inParts = await startTestAgency(applicants, { seededOn: SEEDED_ON, now: NOW, cases: 15 });
    await addCases(applicants, inParts.db, { now: () => NOW }, { applicants: 25 });
  });
  afterAll(async () => {
    await atOnce.close();
    await inParts.close();
  });

  it.each(TABLES)('holds the same %s rows whether it was filled at once or in parts', async (table) => {
    const rowsOf = async ({ db }: TestAgency<Database>) => (await db.selectFrom(table).selectAll().execute()).map((row) => JSON.stringify(row)).sort();
    const rows = await rowsOf(atOnce);
    expect(rows.length).toBeGreaterThan(20);
    expect(await rowsOf(inParts)).toEqual(rows);
  });

  it('has IINs with a valid check digit that no date of birth can begin', async () => {
    const rows = await atOnce.db.selectFrom('applicant').select('iin').where('iin', 'is not', null).execute();
    expect(rows.length).toBeGreaterThan(20);
    for (const { iin } of rows) {
      expect(iin).toMatch(/^9999/);
      expect(hasCheckDigit(iin!)).toBe(true);
    }
  });

  it('has the applicant stand in their own household under the same name and birth', async () => {
    const rows = await atOnce.db
      .selectFrom('applicant')
      .leftJoin('household_member', 'household_member.applicant_id', 'applicant.id')
      .select(['applicant.full_name as name', 'applicant.birth_date as birth', 'household_member.full_name as memberName'])
      .select(['household_member.birth_date as memberBirth', 'applicant.household_id as home', 'household_member.household_id as memberHome'])
      .execute();
    expect(rows).toHaveLength(40);
    for (const { name, birth, home, memberName, memberBirth, memberHome } of rows) {
      expect([memberName, memberBirth, memberHome]).toEqual([name, birth, home]);
    }
  });
});
