// The synthetic register: the same whatever order it is filled in, and made of nothing real.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applicants } from '../../../subgraphs/applicants/agency.js';
import type { Database } from '../../../subgraphs/applicants/store/Database.js';
import { hasCheckDigit } from '../../../subgraphs/kit/identifiers/checkDigit.js';
import { createSyntheticWorld } from '../../../subgraphs/kit/synthetic/createSyntheticWorld.js';
import { fullYears } from '../../../subgraphs/kit/time/calendarDate.js';
import names from '../../../subgraphs/applicants/seed/names.json' with { type: 'json' };
import { startTestAgency, type TestAgency } from '../../kit/agency.js';

const sexOf = (given: string): string | undefined =>
  (['men', 'women'] as const).find((sex) => Object.values(names).some((origin) => origin[sex].includes(given)));

const bandOf = (age: number): string[] =>
  age < 25 ? ['AGE_18_24'] : age < 35 ? ['AGE_25_34'] : age < 45 ? ['AGE_35_44'] : age < 55 ? ['AGE_45_54'] : ['AGE_55_PLUS'];

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
    await applicants.seed(inParts.db, createSyntheticWorld({ seededOn: SEEDED_ON, from: 16, count: 25 }));
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

  it('has families that could be: man and wife, nobody’s name twice, children at least twenty years younger', async () => {
    const members = await atOnce.db.selectFrom('household_member').selectAll().orderBy('household_id').orderBy('position').execute();
    for (const [home, family] of Map.groupBy(members, (member) => member.household_id)) {
      const given = family.map(({ full_name }) => full_name.split(' ')[0]!);
      expect(new Set(given).size, home).toBe(given.length);
      const [head, second] = given.map(sexOf);
      if (family.length > 1) expect(new Set([head, second]), home).toEqual(new Set(['men', 'women']));
      const parents = family.slice(0, 2);
      for (const child of family.filter(({ relation }) => relation === 'CHILD')) {
        for (const parent of parents) expect(fullYears(parent.birth_date, child.birth_date), home).toBeGreaterThanOrEqual(20);
      }
    }
  });

  it('has questionnaires that agree with the person and the family', async () => {
    const rows = await atOnce.db
      .selectFrom('questionnaire_answer as answer')
      .innerJoin('application', 'application.id', 'answer.application_id')
      .innerJoin('applicant', 'applicant.id', 'application.applicant_id')
      .innerJoin('household_member as member', 'member.applicant_id', 'applicant.id')
      .select(['answer.question_code as question', 'answer.option_codes as options', 'application.submitted_on as on', 'applicant.birth_date as birth', 'member.ties as ties'])
      .where('answer.question_code', 'in', ['AGE', 'TIES'])
      .execute();
    expect(rows.length).toBeGreaterThan(20);
    for (const { question, options, on, birth, ties } of rows) {
      if (question === 'TIES') expect(options.includes('ETHNIC_KAZAKH')).toBe(ties.includes('ETHNIC_KAZAKH'));
      else expect(bandOf(fullYears(birth, on))).toEqual(options);
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
