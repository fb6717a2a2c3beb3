// The agency as the gateway sees it: a seeded register, the built schema, a clock that stands still.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeSupergraph } from '../../../schema/compose/composeSupergraph.js';
import { AGENCY_NAMES } from '../../../schema/contract/AgencyName.js';
import { applicants } from '../../../subgraphs/applicants/agency.js';
import type { Database } from '../../../subgraphs/applicants/store/Database.js';
import { addDays, startOfDay } from '../../../subgraphs/kit/time/calendarDate.js';
import { startTestAgency, type TestAgency } from '../../kit/agency.js';
import { PACKAGE_ROOT } from '../../kit/packageRoot.js';

const SEEDED_ON = '2026-06-01';
const NOW = new Date('2026-06-01T06:00:00Z');

const CLEARED = {
  clearance: { status: 'ANSWERED', outcome: 'CLEARED' },
  demandMatch: { status: 'ANSWERED', openPlaces: 3 },
  placement: { status: 'NOT_APPLICABLE', state: null },
};

let agency: TestAgency<Database>;

beforeAll(async () => {
  agency = await startTestAgency(applicants, { seededOn: SEEDED_ON, now: NOW });
});
afterAll(() => agency.close());

const caseId = (number: number): string => `case-${String(number).padStart(6, '0')}`;
const caseIds = (count: number): string[] => Array.from({ length: count }, (_, index) => caseId(index + 1));

interface ReadinessAnswer {
  readonly status: string;
  readonly ready: boolean | null;
  readonly missing: readonly { readonly code: string; readonly agency: string; readonly status: string }[] | null;
}

/** Readiness as the gateway asks for it: with the required answers in the representation. */
async function readinessOf(number: number, required: object = CLEARED): Promise<ReadinessAnswer> {
  const [entity] = await agency.resolveEntities<{ readiness: ReadinessAnswer }>(
    'Application',
    [{ id: caseId(number), ...required }],
    'readiness { status ready missing { code agency status } }',
  );
  return entity!.readiness;
}

async function application(number: number, selection: string): Promise<Record<string, unknown>> {
  const { data, errors } = await agency.execute<{ application: Record<string, unknown> }>(
    `query ($id: ID!) { application(id: $id) { ${selection} } }`,
    { id: caseId(number) },
  );
  expect(errors).toBeUndefined();
  return data!.application;
}

describe('the stories', () => {
  it.each([1, 12, 13])('case %i is ready when the others have answered', async (number) => {
    expect(await readinessOf(number)).toEqual({ status: 'ANSWERED', ready: true, missing: [] });
  });

  it('cleared-and-ready is not ready while one agency cannot be reached', async () => {
    const required = { ...CLEARED, clearance: { status: 'UNAVAILABLE', outcome: null } };
    expect(await readinessOf(1, required)).toEqual({
      status: 'ANSWERED',
      ready: false,
      missing: [{ code: 'CLEARANCE', agency: 'security-checks', status: 'UNAVAILABLE' }],
    });
  });

  it('one-block-below-30 has a high mean and has not passed', async () => {
    expect(await application(5, 'stage languageTests { passed listening { ratio } reading { ratio } } questionnaire { state }')).toEqual({
      stage: 'LANGUAGE_TEST',
      languageTests: [{ passed: false, listening: { ratio: 29 / 30 }, reading: { ratio: 8 / 30 } }],
      questionnaire: { state: 'LOCKED' },
    });
    expect((await readinessOf(5)).missing).toContainEqual({ code: 'LANGUAGE_TEST', agency: 'applicants', status: 'ANSWERED' });
  });

  it('score-exactly-400 went on to the authorities, score-399 did not', async () => {
    const selection = 'stage score { total threshold passed table { version illustrative description } }';
    const table = { version: 'illustrative-2026', illustrative: true, description: expect.stringContaining('Illustrative') };
    expect(await application(6, selection)).toEqual({ stage: 'INTER_AGENCY_CHECK', score: { total: 400, threshold: 400, passed: true, table } });
    expect(await application(7, selection)).toEqual({ stage: 'SCREENED_OUT', score: { total: 399, threshold: 400, passed: false, table } });
    const notAsked = { ...CLEARED, clearance: { status: 'NOT_REQUESTED', outcome: null } };
    expect((await readinessOf(7, notAsked)).missing).toEqual([
      { code: 'SCORE', agency: 'applicants', status: 'ANSWERED' },
      { code: 'CLEARANCE', agency: 'security-checks', status: 'NOT_REQUESTED' },
      { code: 'INTERVIEW', agency: 'applicants', status: 'NO_RECORD' },
    ]);
  });

  it('a score is the sum of its contributions, one per criterion', async () => {
    const { score } = (await application(6, 'score { total contributions { criterion points } }')) as {
      score: { total: number; contributions: { criterion: string; points: number }[] };
    };
    expect(score.contributions.map(({ criterion }) => criterion)).toContain('TIES_TO_KAZAKHSTAN');
    expect(score.contributions.reduce((sum, { points }) => sum + points, 0)).toBe(score.total);
  });

  it('quota-full and kandas-with-place wait for nothing but the other agencies', async () => {
    for (const [number, state] of [[8, 'NO_FREE_PLACE'], [9, 'INCLUDED']] as const) {
      const required = { ...CLEARED, placement: { status: 'ANSWERED', state } };
      expect(await readinessOf(number, required)).toEqual({ status: 'ANSWERED', ready: true, missing: [] });
    }
  });

  it('general-free-region lacks the interview and nothing else', async () => {
    expect(await application(10, 'stage region { code name }')).toEqual({ stage: 'INTERVIEW', region: { code: '75', name: expect.any(String) } });
    expect((await readinessOf(10)).missing).toEqual([{ code: 'INTERVIEW', agency: 'applicants', status: 'PENDING' }]);
  });

  it('not-yet-asked has an open questionnaire and no score', async () => {
    expect(await application(11, 'questionnaire { state form { version illustrative questions { code } } submittedOn answers { question { code } } } score { total }')).toEqual({
      questionnaire: {
        state: 'OPEN',
        form: { version: 'illustrative-2026', illustrative: true, questions: expect.arrayContaining([{ code: 'AGE' }]) },
        submittedOn: null,
        answers: [],
      },
      score: null,
    });
  });

  it('not-applicable has neither test nor questionnaire, score nor occupation, and needs no consent', async () => {
    const selection = 'track languageTests { id } questionnaire { state } score { total } occupation { code } stateConsent';
    expect(await application(12, selection)).toEqual({
      track: 'DIGITAL_NOMAD',
      languageTests: [],
      questionnaire: { state: 'LOCKED' },
      score: null,
      occupation: null,
      stateConsent: 'EXEMPT',
    });
  });

  it('contradicting-documents: passport and birth certificate contradict each other, and that is a gap', async () => {
    const { applicant } = (await application(14, 'applicant { documents { type status contradicts { type } } }')) as {
      applicant: { documents: { type: string; status: string; contradicts: { type: string }[] }[] };
    };
    expect(applicant.documents.filter(({ contradicts }) => contradicts.length > 0)).toEqual([
      { type: 'BIRTH_CERTIFICATE', status: 'CONTRADICTED', contradicts: [{ type: 'FOREIGN_PASSPORT' }] },
      { type: 'FOREIGN_PASSPORT', status: 'CONTRADICTED', contradicts: [{ type: 'BIRTH_CERTIFICATE' }] },
    ]);
    expect((await readinessOf(14)).missing).toContainEqual({ code: 'DOCUMENTS', agency: 'applicants', status: 'ANSWERED' });
  });

  it('family-shared-papers: two cases of one household rest on the same papers', async () => {
    const selection = 'applicant { id fullName household { id members { relation fullName applicant { id } } } documents { id sharedWith { id } } }';
    interface Family {
      applicant: { id: string; fullName: string; household: { id: string; members: object[] }; documents: { id: string; sharedWith: { id: string }[] }[] };
    }
    const one = (await application(15, selection)) as unknown as Family;
    const other = (await application(16, selection)) as unknown as Family;
    expect(one.applicant.household).toEqual(other.applicant.household);
    expect(one.applicant.household.members).toHaveLength(4);
    expect(one.applicant.household.members.slice(0, 2)).toEqual([
      { relation: 'APPLICANT', fullName: one.applicant.fullName, applicant: { id: 'person-000015' } },
      { relation: 'SPOUSE', fullName: other.applicant.fullName, applicant: { id: 'person-000016' } },
    ]);
    const shared = one.applicant.documents.filter(({ sharedWith }) => sharedWith.length > 0);
    expect(shared).toEqual(other.applicant.documents.filter(({ sharedWith }) => sharedWith.length > 0));
    expect(shared).toHaveLength(2);
    expect(shared[0]?.sharedWith).toEqual([{ id: 'person-000015' }, { id: 'person-000016' }]);
    expect(one.applicant.documents.length).toBeGreaterThan(2);
  });
});

describe('the synthetic crowd', () => {
  it('shows every stage, track, consent and document status', async () => {
    const { data, errors } = await agency.execute<{ a: Page; b: Page }>(
      'query ($after: String) { a: applications(first: 100) { ...page } b: applications(first: 100, after: $after) { ...page } } fragment page on ApplicationConnection { nodes { stage track stateConsent applicant { documents { status } } } }',
      { after: Buffer.from('after:case-000100').toString('base64url') },
    );
    interface Page {
      nodes: { stage: string; track: string; stateConsent: string; applicant: { documents: { status: string }[] } }[];
    }
    expect(errors).toBeUndefined();
    const nodes = [...data!.a.nodes, ...data!.b.nodes];
    expect(nodes).toHaveLength(200);
    expect(new Set(nodes.map(({ stage }) => stage)).size).toBe(8);
    expect(new Set(nodes.map(({ track }) => track)).size).toBe(4);
    expect(new Set(nodes.map(({ stateConsent }) => stateConsent)).size).toBe(4);
    expect(new Set(nodes.flatMap(({ applicant }) => applicant.documents.map(({ status }) => status))).size).toBe(4);
  });

  it('is decided only where it is: readiness does not arise for certified cases', async () => {
    const { data } = await agency.execute<{ applications: { nodes: { id: string }[] } }>('{ applications(stage: CERTIFIED, first: 1) { nodes { id } } }');
    const [entity] = await agency.resolveEntities('Application', [{ id: data!.applications.nodes[0]!.id, ...CLEARED }], 'readiness { status ready missing { code } asOf }');
    expect(entity).toEqual({ readiness: { status: 'NOT_APPLICABLE', ready: null, missing: null, asOf: NOW.toISOString() } });
  });

  it('has ages in full years, which begin on the birthday', async () => {
    const birth = await agency.db
      .selectFrom('household_member')
      .select('birth_date as date')
      .where('household_id', '=', 'household-000001')
      .where('position', '=', 0)
      .executeTakeFirstOrThrow();
    const ageOn = async (day: string): Promise<number> => {
      const { data } = await agency.execute<{ application: { applicant: { household: { members: { age: number }[] } } } }>(
        '{ application(id: "case-000001") { applicant { household { members { age } } } } }',
        {},
        { clock: { now: () => startOfDay(day) } },
      );
      return data!.application.applicant.household.members[0]!.age;
    };
    const birthday = `2027${birth.date.slice(4)}`;
    const full = 2027 - Number(birth.date.slice(0, 4));
    expect([await ageOn(addDays(birthday, -1)), await ageOn(birthday), await ageOn(addDays(birthday, 1))]).toEqual([full - 1, full, full]);
  });
});

const list = async (variables: object) =>
  agency.execute<{ applications: { nodes: { id: string; stage: string; track: string; region: { code: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } }>(
    `query ($region: ID, $stage: ApplicationStage, $track: Track, $first: Int, $after: String) {
      applications(region: $region, stage: $stage, track: $track, first: $first, after: $after) {
        nodes { id stage track region { code } } pageInfo { hasNextPage endCursor }
      }
    }`,
    { first: 50, ...variables },
  );

describe('a list of cases', () => {
  it('holds those that fit every filter', async () => {
    const { data } = await list({ region: '27', stage: 'CERTIFIED', track: 'KANDAS' });
    expect(data?.applications.nodes.length).toBeGreaterThan(0);
    for (const node of data!.applications.nodes) expect(node).toMatchObject({ stage: 'CERTIFIED', track: 'KANDAS', region: { code: '27' } });
  });

  it('is walked page by page without gap or double', async () => {
    const walked: string[] = [];
    let after: string | null = null;
    do {
      const { data }: Awaited<ReturnType<typeof list>> = await list({ first: 30, after });
      walked.push(...data!.applications.nodes.map(({ id }) => id));
      after = data!.applications.pageInfo.hasNextPage ? data!.applications.pageInfo.endCursor : null;
    } while (after !== null);
    expect(walked).toEqual(caseIds(200));
  });

  it.each([1, 99, 100])('has %i of them where so many are asked for', async (first) => {
    expect((await list({ first })).data?.applications.nodes).toHaveLength(first);
  });

  it.each([0, 101])('cannot be had with first: %i', async (first) => {
    expect((await list({ first })).errors).toMatchObject([{ message: `first must be from 1 to 100, got ${first}`, extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('cannot be had for a region that there is not', async () => {
    expect((await list({ region: '99' })).errors).toMatchObject([{ message: 'no region has the KATO prefix 99', extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('is empty for the retired region, which no new case names', async () => {
    expect((await list({ region: '51' })).data?.applications.nodes).toEqual([]);
  });
});

describe('what nobody knows', () => {
  it('is null as a case and as a person', async () => {
    expect(await agency.execute('{ application(id: "x") { id } applicant(id: "x") { id } }')).toEqual({ data: { application: null, applicant: null } });
  });

  it('is said by the status of an answer', async () => {
    expect(await agency.resolveEntities('Application', [{ id: 'x', ...CLEARED }], 'id readiness { status ready }')).toEqual([
      { id: 'x', readiness: { status: 'NO_RECORD', ready: null } },
    ]);
  });
});

describe('the number of SQL statements', () => {
  const CASE_FILE = `id track stage submittedOn
    applicant { id fullName citizenship household { members { relation age } } documents { type status contradicts { id } sharedWith { id } } applications { id } }
    score { total threshold passed table { version } } languageTests { passed } questionnaire { state answers { question { code } } } stateConsent
    readiness { status missing { code agency } }`;

  it.each([1, 10, 50])('is the same for a queue of %i cases', async (first) => {
    const { data } = await agency.execute<{ applications: { nodes: object[] } }>(
      'query ($first: Int!) { applications(first: $first) { nodes { id track stage submittedOn applicant { id fullName } } pageInfo { hasNextPage endCursor } } }',
      { first },
    );
    expect(data?.applications.nodes).toHaveLength(first);
    expect(agency.statements).toHaveLength(2);
  });

  it.each([1, 10, 50])('is one per kind of row for %i whole cases asked for by reference', async (count) => {
    const cases = await agency.resolveEntities('Application', caseIds(count).map((id) => ({ id, ...CLEARED })), CASE_FILE);
    expect(cases).toHaveLength(count);
    // application, applicant, member, document, holder, attempt, submission, score, and the persons' other cases.
    expect(agency.statements.filter((sql) => /from "application"/.test(sql) && /"applicant_id" in/.test(sql))).toHaveLength(1);
    expect(agency.statements).toHaveLength(9);
  });

  it.each([1, 10, 50])('is one for %i persons, households or papers asked for by reference', async (count) => {
    const numbers = Array.from({ length: count }, (_, index) => String(index + 1).padStart(6, '0'));
    const persons = await agency.resolveEntities('Applicant', numbers.map((number) => ({ id: `person-${number}` })), 'fullName');
    expect([persons.length, agency.statements.length]).toEqual([count, 1]);
    const papers = await agency.resolveEntities('Document', numbers.map((number) => ({ id: `person-${number}-birth-certificate` })), 'type issuedBy');
    expect([papers.length, agency.statements.length]).toEqual([count, 1]);
    const households = await agency.resolveEntities('Household', numbers.map((number) => ({ id: `household-${number}` })), 'members { id }');
    expect([households.length, agency.statements.length]).toEqual([count, 1]);
  });
});

describe('the schema', () => {
  it('never shows an IIN', () => {
    expect(agency.sdl).not.toMatch(/iin/i);
  });

  it('requires of the other agencies exactly what readiness reads', () => {
    expect(agency.sdl).toContain('@requires(fields: "clearance { status outcome } demandMatch { status openPlaces } placement { status state }")');
  });

  it('composes with what the other agencies serve', async () => {
    const sources = await Promise.all(
      AGENCY_NAMES.map(async (name) => {
        const committed = await readFile(path.join(PACKAGE_ROOT, 'schema', 'subgraphs', `${name}.graphql`), 'utf8');
        return { name, url: `http://127.0.0.1/${name}`, sdl: name === 'applicants' ? agency.sdl : committed };
      }),
    );
    expect(composeSupergraph(sources)).toMatchObject({ kind: 'composed' });
  });
});
