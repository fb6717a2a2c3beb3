// What each contributing agency says of a case to whom, over both stores: the facts come with the reference, and who may
// not see the case is told DENIED and finds no row, whatever the resolver does.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../../../schema/contract/Caller.js';
import { SCOPES } from '../../../../schema/contract/scopes.js';
import { EVERYBODY, viewerOf, type Viewer } from '../../../../subgraphs/kit/access/Viewer.js';
import { labourDemand } from '../../../../subgraphs/labour-demand/agency.js';
import type { Database as Demand } from '../../../../subgraphs/labour-demand/store/Database.js';
import { regionalQuotas } from '../../../../subgraphs/regional-quotas/agency.js';
import type { Database as Quotas } from '../../../../subgraphs/regional-quotas/store/Database.js';
import { securityChecks } from '../../../../subgraphs/security-checks/agency.js';
import type { Database as Checks } from '../../../../subgraphs/security-checks/store/Database.js';
import { startTestAgency, type TestAgency } from '../../../kit/agency.js';
import { storeTargets } from '../../../kit/stores.js';

const NOW = new Date('2026-03-02T09:00:00.000Z');
const SETTINGS = { now: NOW, seededOn: '2026-03-02', cases: 20 } as const;

/** Story `cleared-and-ready`: every authority has concurred, and employers of its region look for its profession. */
const CASE = { __typename: 'Application', id: 'case-000001', track: 'GENERAL', occupation: { code: '7212' }, region: { code: '35' }, applicant: { id: 'applicant-1' } };

const REGION = { __typename: 'Region', code: '35' };

function callerWith(more: Partial<Caller>): Viewer {
  return viewerOf({ issuer: 'https://issuer.test', subject: 'somebody', scopes: [], regions: [], ...more });
}

const officer = (...regions: string[]) => callerWith({ scopes: [SCOPES.readCases], regions });
const person = (applicantId: string) => callerWith({ scopes: [SCOPES.readOwn], applicantId });
const authority = (code: string) => callerWith({ scopes: [SCOPES.readSecurity], authority: code });

const BLIND: [who: string, viewer: () => Viewer][] = [
  ['an officer of another region', () => officer('11')],
  ['another person', () => person('applicant-2')],
  ['nobody who is known', () => viewerOf(undefined)],
  ['who has the region and not the scope', () => callerWith({ regions: ['35'] })],
  ['an employer', () => callerWith({ scopes: [SCOPES.readEmployers], employerBin: '990440000017' })],
];

/** The field of the one entity. */
async function askOf<Database>(agency: TestAgency<Database>, entity: { readonly __typename: string }, selection: string, viewer: Viewer): Promise<Record<string, unknown>> {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${entity.__typename} { ${selection} } } }`;
  const { data, errors } = await agency.execute<{ _entities: [Record<string, Record<string, unknown>>] }>(query, { of: [entity] }, { viewer });
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return Object.values(data!._entities[0])[0]!;
}

describe.each(storeTargets())('on $name', ({ target }) => {
  describe('security-checks says of a case', () => {
    let agency: TestAgency<Checks>;
    /** A case about which several authorities were asked. */
    let manyAsked: typeof CASE;
    beforeAll(async () => {
      agency = await startTestAgency(securityChecks, { ...SETTINGS, target });
      const { id } = await agency.db.selectFrom('authority_check').select('application_id as id').groupBy('application_id').orderBy(({ fn }) => fn.countAll(), 'desc').executeTakeFirstOrThrow();
      manyAsked = { ...CASE, id };
    });
    afterAll(() => agency.close());
    const clearance = (viewer: Viewer, entity = CASE) => askOf(agency, entity, 'clearance { status outcome checks { status authority { code } } }', viewer);
    const codes = async (viewer: Viewer) => ((await clearance(viewer, manyAsked))['checks'] as { authority: { code: string } }[]).map((check) => check.authority.code);

    it('all to an officer of its region', async () => {
      expect(await clearance(officer('35'))).toEqual(await clearance(EVERYBODY));
      expect((await codes(officer('35'))).length).toBeGreaterThan(1);
    });

    it('what it comes to, and not what each authority said, to the person', async () => {
      expect(await clearance(person('applicant-1'))).toEqual({ status: 'ANSWERED', outcome: 'CLEARED', checks: null });
    });

    it('what it comes to and its own word to an authority', async () => {
      const [own] = await codes(EVERYBODY);
      expect(await codes(authority(own!))).toEqual([own]);
      expect(await clearance(authority('NOBODY'), manyAsked)).toMatchObject({ checks: null });
    });

    it.each(BLIND)('nothing to %s', async (_who, viewer) => {
      expect(await clearance(viewer())).toEqual({ status: 'DENIED', outcome: null, checks: null });
    });

    it('nothing where the facts do not come along', async () => {
      expect(await clearance(officer('35'), { ...CASE, region: null as never })).toMatchObject({ status: 'DENIED' });
    });

    it('no row to a resolver that forgets to ask who may see the case', async () => {
      const careless = (viewer: Viewer) => agency.seenBy(viewer).selectFrom('authority_check').selectAll().execute();
      expect(await careless(officer('35'))).toEqual([]);
      const asked = officer('35');
      await clearance(asked);
      expect(new Set((await careless(asked)).map((row) => row.application_id))).toEqual(new Set([CASE.id]));
      expect(await agency.seenBy(viewerOf(undefined)).selectFrom('authority').selectAll().execute()).not.toEqual([]);
    });
  });

  describe('regional-quotas says', () => {
    let agency: TestAgency<Quotas>;
    beforeAll(async () => {
      agency = await startTestAgency(regionalQuotas, { ...SETTINGS, target });
    });
    afterAll(() => agency.close());
    /** Story `kandas-with-place`. */
    const placed = { ...CASE, id: 'case-000009', track: 'KANDAS', region: { code: '55' } };
    const placement = (viewer: Viewer) => askOf(agency, placed, 'placement { status state }', viewer);
    const kandas = { __typename: 'Applicant', id: 'applicant-1', applications: [{ id: 'case-000009', region: { code: '55' } }] };
    const status = (viewer: Viewer) => askOf(agency, kandas, 'kandasStatus { status state }', viewer);

    it('of a place what there is to an officer of the region and to the person', async () => {
      expect(await placement(EVERYBODY)).toEqual({ status: 'ANSWERED', state: 'INCLUDED' });
      expect(await placement(officer('55'))).toEqual(await placement(EVERYBODY));
      expect(await placement(person('applicant-1'))).toEqual(await placement(EVERYBODY));
    });

    it.each(BLIND)('neither of a place nor of kandas status anything to %s', async (_who, viewer) => {
      expect(await placement(viewer())).toEqual({ status: 'DENIED', state: null });
      expect(await status(viewer())).toEqual({ status: 'DENIED', state: null });
    });

    it('of kandas status the same to who works on a case of the person as to all', async () => {
      expect(await status(officer('55'))).toEqual(await status(EVERYBODY));
      expect(await status(person('applicant-1'))).toEqual(await status(EVERYBODY));
    });

    it('how much of a quota is taken to everybody alike, and shows no place for it', async () => {
      const quota = (viewer: Viewer) => agency.execute('{ region(code: "55") { quotas(year: 2026) { kind places used } } }', {}, { viewer });
      expect(await quota(viewerOf(undefined))).toEqual(await quota(EVERYBODY));
      expect(await agency.seenBy(officer('55')).selectFrom('placement').selectAll().execute()).toEqual([]);
    });
  });

  describe('labour-demand says', () => {
    let agency: TestAgency<Demand>;
    beforeAll(async () => {
      agency = await startTestAgency(labourDemand, { ...SETTINGS, target });
    });
    afterAll(() => agency.close());
    const match = (viewer: Viewer) => askOf(agency, CASE, 'demandMatch { status openPlaces registrations { id employer { bin } } }', viewer);

    it('of the demand for a case all to an officer, and to the person no employer', async () => {
      const all = await match(EVERYBODY);
      expect(all).toMatchObject({ status: 'ANSWERED' });
      expect(await match(officer('35'))).toEqual(all);
      expect(await match(person('applicant-1'))).toEqual({ ...all, registrations: null });
    });

    it.each(BLIND)('nothing of it to %s', async (_who, viewer) => {
      expect(await match(viewer())).toEqual({ status: 'DENIED', openPlaces: null, registrations: null });
    });

    it('to an employer its own registrations alone, in lists, by BIN and to the careless', async () => {
      const [own, other] = await agency.db.selectFrom('employer').select('bin').orderBy('bin').execute();
      const viewer = () => callerWith({ scopes: [SCOPES.readEmployers], employerBin: own!.bin });
      const { data } = await agency.execute(`{ employers { nodes { bin } } own: employer(bin: "${own!.bin}") { bin } other: employer(bin: "${other!.bin}") { bin } }`, {}, { viewer: viewer() });
      expect(data).toEqual({ employers: { nodes: [{ bin: own!.bin }] }, own: { bin: own!.bin }, other: null });
      const rows = await agency.seenBy(viewer()).selectFrom('demand_registration').select('employer_bin').execute();
      expect(new Set(rows.map((row) => row.employer_bin))).toEqual(new Set(rows.length === 0 ? [] : [own!.bin]));
      expect(await agency.seenBy(person('applicant-1')).selectFrom('employer').selectAll().execute()).toEqual([]);
    });

    it('what a region looks for to everybody alike', async () => {
      const [known, unknown] = await Promise.all([EVERYBODY, viewerOf(undefined)].map((viewer) => askOf(agency, REGION, 'labourDemand { status openPlaces }', viewer)));
      expect(unknown).toEqual(known);
    });
  });
});
