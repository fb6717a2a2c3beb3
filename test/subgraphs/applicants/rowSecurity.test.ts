// Who sees which cases and persons, over both stores: asked through the schema, and by a resolver that forgets its filter.

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../../schema/contract/Caller.js';
import { SCOPES } from '../../../schema/contract/scopes.js';
import { applicants } from '../../../subgraphs/applicants/agency.js';
import type { Database } from '../../../subgraphs/applicants/store/Database.js';
import { EVERYBODY, viewerOf, type Viewer } from '../../../subgraphs/kit/access/Viewer.js';
import { startTestAgency, type TestAgency } from '../../kit/agency.js';
import { storeTargets } from '../../kit/stores.js';

const SEEDED_ON = '2026-03-02';
const NOW = new Date('2026-03-02T09:00:00.000Z');
const CASES = 60;

function callerWith(more: Partial<Caller>): Viewer {
  return viewerOf({ issuer: 'https://issuer.test', subject: 'somebody', scopes: [], regions: [], ...more });
}

const officer = (...regions: string[]): Viewer => callerWith({ scopes: [SCOPES.readCases], regions });
const person = (applicantId: string): Viewer => callerWith({ scopes: [SCOPES.readOwn], applicantId });
const authority: Viewer = callerWith({ scopes: [SCOPES.readSecurity], authority: 'NSC' });

const BLIND: [who: string, viewer: Viewer][] = [
  ['nobody who is known', viewerOf(undefined)],
  ['a caller without scopes', callerWith({ regions: ['35'] })],
  ['an officer without a region', officer()],
  ['an officer of a region that a comma hides in', officer('11,35')],
  ['an employer', callerWith({ scopes: [SCOPES.readEmployers], employerBin: '990000000001' })],
  ['an authority without its scope', callerWith({ authority: 'NSC' })],
];

const wholeCase = (id: string) => `{ application(id: "${id}") { id applicant { id fullName household { members { fullName } } } readiness { status } } }`;
const readinessOf = (id: string) => `{ _entities(representations: [{ __typename: "Application", id: "${id}" }]) { ... on Application { id readiness { status ready } } } }`;

const PAPERS_OF_CASES = '{ applications(first: 100) { nodes { id applicant { documents { id status } } } } }';

interface PapersOfCases {
  readonly applications: { readonly nodes: readonly { readonly id: string }[] };
}

describe.each(storeTargets())('the register of applicants on $name', ({ target }) => {
  let agency: TestAgency<Database>;
  beforeAll(async () => {
    agency = await startTestAgency(applicants, { target, now: NOW, seededOn: SEEDED_ON, cases: CASES });
  });
  afterAll(() => agency.close());

  const ask = (query: string, viewer: Viewer) => agency.execute(query, {}, { viewer });
  const all = () => agency.db.selectFrom('application').select(['id', 'region_code', 'applicant_id', 'stage']).orderBy('id').execute();
  /** What a resolver would find that filters by nothing. */
  const careless = (table: keyof Database, viewer: Viewer) => agency.seenBy(viewer).selectFrom(table).selectAll().execute();
  const casesSeenBy = async (viewer: Viewer) => (await agency.seenBy(viewer).selectFrom('application').select('id').execute()).map(({ id }) => id);

  it('shows an officer the cases of their regions, and no others, whatever the filter of the query', async () => {
    const expected = (await all()).filter((row) => ['11', '35'].includes(row.region_code)).map(({ id }) => id);
    expect(expected.length).toBeGreaterThan(2);
    const { data, errors } = await ask('{ applications(first: 100) { nodes { id } pageInfo { hasNextPage } } }', officer('11', '35'));
    expect(errors).toBeUndefined();
    expect(data).toEqual({ applications: { nodes: expected.map((id) => ({ id })), pageInfo: { hasNextPage: false } } });
    expect(await ask('{ applications(region: "55", first: 100) { nodes { id } } }', officer('11', '35'))).toEqual({ data: { applications: { nodes: [] } } });
  });

  it('pages without a trace of what lies between', async () => {
    const expected = (await all()).filter((row) => row.region_code === '35').map(({ id }) => id);
    const first = (await ask('{ applications(first: 1) { nodes { id } pageInfo { hasNextPage endCursor } } }', officer('35'))).data as { applications: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
    expect(first.applications.nodes).toEqual([{ id: expected[0] }]);
    expect(first.applications.pageInfo.hasNextPage).toBe(expected.length > 1);
    const next = (await ask(`{ applications(first: 1, after: "${first.applications.pageInfo.endCursor}") { nodes { id } } }`, officer('35'))).data;
    expect(next).toEqual({ applications: { nodes: expected[1] === undefined ? [] : [{ id: expected[1] }] } });
  });

  it('shows a person their own case with its readiness, and nobody else', async () => {
    const [own, other] = await all();
    expect(await ask(wholeCase(own!.id), person(own!.applicant_id))).toMatchObject({ data: { application: { id: own!.id, applicant: { id: own!.applicant_id } } } });
    expect(await ask(wholeCase(other!.id), person(own!.applicant_id))).toEqual({ data: { application: null } });
    expect((await careless('applicant', person(own!.applicant_id))).map(({ id }) => id)).toEqual([own!.applicant_id]);
  });

  it('shows an officer who is a person too their own case alone, where they say that they look at their own', async () => {
    const [own] = await all();
    const both: Caller = { issuer: 'https://issuer.test', subject: 'somebody', scopes: [SCOPES.readCases, SCOPES.readSecurity, SCOPES.readOwn], regions: ['11', '35'], applicantId: own!.applicant_id, authority: 'NSC' };
    expect((await casesSeenBy(viewerOf(both, 'case-work'))).length).toBeGreaterThan(2);
    expect(await casesSeenBy(viewerOf(both, 'own-data'))).toEqual([own!.id]);
    expect(await casesSeenBy(viewerOf(undefined, 'own-data'))).toEqual([]);
  });

  it('shows an authority the cases that authorities were asked about', async () => {
    const expected = (await all()).filter(({ stage }) => !['LANGUAGE_TEST', 'QUESTIONNAIRE', 'SCREENED_OUT'].includes(stage)).length;
    const seen = await careless('application', authority);
    expect(seen).toHaveLength(expected);
    expect(expected).toBeLessThan(CASES);
  });

  it('says of a case that the caller may not see neither what it is nor whether it is', async () => {
    const hidden = (await all()).find((row) => row.region_code !== '35')!.id;
    expect(await ask(readinessOf(hidden), officer('35'))).toEqual({ data: { _entities: [{ id: hidden, readiness: { status: 'DENIED', ready: null } }] } });
    expect(await ask(readinessOf('case-999999'), officer('35'))).toEqual({ data: { _entities: [{ id: 'case-999999', readiness: { status: 'DENIED', ready: null } }] } });
  });

  describe.each(BLIND)('shows %s', (_who, viewer) => {
    it('nothing, although the resolver forgets its filter', async () => {
      for (const table of ['application', 'applicant', 'household', 'household_member', 'document', 'document_holder', 'language_test_attempt', 'questionnaire_submission', 'questionnaire_answer', 'score'] as const) {
        expect(await careless(table, viewer), table).toEqual([]);
      }
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from application`.execute(agency.seenBy(viewer));
      expect(rows).toEqual([{ count: 0 }]);
    });
  });

  it('shows every row of every other table to the careless only as far as its case is seen', async () => {
    const seen = new Set((await all()).filter((row) => row.region_code === '35').map(({ id }) => id));
    for (const table of ['language_test_attempt', 'questionnaire_submission', 'questionnaire_answer', 'score'] as const) {
      const rows = await careless(table, officer('35'));
      expect(rows.filter((row) => !seen.has((row as { application_id: string }).application_id)), table).toEqual([]);
    }
  });

  it.each([
    ['write', "insert into household (id) values ('x')"],
    ['change', "update application set region_code = '35'"],
    ['read what no policy names', 'select * from synthetic_seed'],
  ])('lets a caller never %s', async (_what, statement) => {
    await expect(sql.raw(statement).execute(agency.seenBy(officer('35')))).rejects.toThrow();
    // The connection goes back as it was.
    expect(await all()).toHaveLength(CASES);
  });

  it('judges papers by all that is known, also where the caller sees less of it', async () => {
    const [bySome, byAll] = await Promise.all([officer('35'), EVERYBODY].map((viewer) => agency.execute<PapersOfCases>(PAPERS_OF_CASES, {}, { viewer })));
    const seen = bySome?.data?.applications.nodes ?? [];
    expect(seen.length).toBeGreaterThan(0);
    expect(seen).toEqual(byAll?.data?.applications.nodes.filter(({ id }) => seen.some((one) => one.id === id)));
  });
});
