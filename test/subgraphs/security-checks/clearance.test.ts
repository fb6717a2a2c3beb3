// The clearance as a caller reads it, over a seeded register with a clock that stands still.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STORIES, type StoryName } from '../../../subgraphs/kit/synthetic/stories.js';
import { createSyntheticWorld } from '../../../subgraphs/kit/synthetic/createSyntheticWorld.js';
import { startOfDay } from '../../../subgraphs/kit/time/calendarDate.js';
import { securityChecks } from '../../../subgraphs/security-checks/agency.js';
import type { Database } from '../../../subgraphs/security-checks/store/Database.js';
import { startTestAgency, type TestAgency } from '../../kit/agency.js';

const SEEDED_ON = '2026-09-15';
const CLEARANCE = `clearance {
  agency status asOf validUntil retryAt outcome policyVersion
  checks { agency status asOf retryAt outcome requestedAt dueOn authority { code name simulated } }
}`;

interface Check {
  readonly status: string;
  readonly asOf: string | null;
  readonly retryAt: string | null;
  readonly outcome: string | null;
  readonly requestedAt: string | null;
  readonly dueOn: string | null;
  readonly authority: { readonly code: string; readonly name: string; readonly simulated: boolean };
}

interface Clearance {
  readonly agency: string;
  readonly status: string;
  readonly asOf: string | null;
  readonly retryAt: string | null;
  readonly outcome: string | null;
  readonly policyVersion: string | null;
  readonly checks: Check[] | null;
}

const caseId = (story: StoryName) => `case-${String(STORIES.findIndex((one) => one.story === story) + 1).padStart(6, '0')}`;

const byCode = ({ checks }: Clearance) => Object.fromEntries(checks!.map((check) => [check.authority.code, check]));

describe('the clearance of a case', () => {
  let agency: TestAgency<Database>;
  beforeAll(async () => {
    agency = await startTestAgency(securityChecks, { now: startOfDay(SEEDED_ON), seededOn: SEEDED_ON });
  });
  afterAll(() => agency.close());

  const clearances = async (ids: readonly string[]): Promise<Clearance[]> => {
    const entities = await agency.resolveEntities<{ clearance: Clearance }>('Application', ids.map((id) => ({ id })), CLEARANCE);
    return entities.map(({ clearance }) => clearance);
  };
  const clearance = async (id: string): Promise<Clearance> => (await clearances([id]))[0]!;

  it.each<[StoryName, string, string | null]>([
    ['cleared-and-ready', 'ANSWERED', 'CLEARED'],
    ['waiting-for-one-authority', 'PENDING', null],
    ['authority-silent', 'NOT_DETERMINED', null],
    ['concurrence-refused', 'ANSWERED', 'OBJECTED'],
    ['one-block-below-30', 'NOT_REQUESTED', null],
    ['score-exactly-400', 'PENDING', null],
    ['score-399', 'NOT_REQUESTED', null],
    ['quota-full', 'ANSWERED', 'CLEARED'],
    ['kandas-with-place', 'ANSWERED', 'CLEARED'],
    ['general-free-region', 'ANSWERED', 'CLEARED'],
    ['not-yet-asked', 'NOT_REQUESTED', null],
    ['not-applicable', 'ANSWERED', 'CLEARED'],
    ['in-demand-profession', 'ANSWERED', 'CLEARED'],
    ['contradicting-documents', 'ANSWERED', 'CLEARED'],
    ['family-shared-papers', 'PENDING', null],
  ])('tells the story %s', async (story, status, outcome) => {
    expect(await clearance(caseId(story))).toMatchObject({ agency: 'security-checks', status, outcome });
  });

  it('lists every authority that the policy requires, and says that each is simulated', async () => {
    const { checks, policyVersion, asOf } = await clearance(caseId('cleared-and-ready'));
    expect(policyVersion).toBe('pilot-2026');
    expect(checks!.map(({ authority, status, outcome }) => [authority.code, authority.simulated, status, outcome])).toEqual(
      ['KNB', 'MIA', 'BERKUT', 'NATIONAL_REGISTER'].map((code) => [code, true, 'ANSWERED', 'CONCURRED']),
    );
    expect(asOf).toBe(checks!.map((check) => check.asOf!).toSorted()[0]);
  });

  it('waits for one authority until the day after its due day begins', async () => {
    const waiting = await clearance(caseId('waiting-for-one-authority'));
    const { KNB, MIA } = byCode(waiting);
    // Requested on Friday 11 September; 20 working days later is Friday 9 October.
    expect(KNB).toMatchObject({ status: 'PENDING', outcome: null, asOf: null, dueOn: '2026-10-09', retryAt: '2026-10-09T19:00:00.000Z' });
    expect(MIA).toMatchObject({ status: 'ANSWERED', outcome: 'CONCURRED', retryAt: null });
    expect(waiting).toMatchObject({ asOf: null, retryAt: '2026-10-09T19:00:00.000Z' });
  });

  it('is undetermined where an authority is silent past its term, with nothing to wait for', async () => {
    const silent = await clearance(caseId('authority-silent'));
    expect(silent).toMatchObject({ outcome: null, asOf: null, retryAt: null });
    expect(byCode(silent)['KNB']).toMatchObject({ status: 'NOT_DETERMINED', outcome: null, retryAt: null });
  });

  it('has no list of checks where the case was not sent, and none for a case that nobody knows', async () => {
    const [notSent, unknown] = await clearances([caseId('not-yet-asked'), 'case-of-another-world']);
    const nothing = { status: 'NOT_REQUESTED', asOf: null, retryAt: null, outcome: null, policyVersion: null, checks: null };
    expect(notSent).toMatchObject(nothing);
    expect(unknown).toMatchObject(nothing);
  });

  it('shows a required authority that has no check as not requested, and is open because of it', async () => {
    const id = caseId('general-free-region');
    await agency.db.deleteFrom('authority_check').where('application_id', '=', id).where('authority_code', '=', 'BERKUT').execute();
    const open = await clearance(id);
    expect(open).toMatchObject({ status: 'NOT_REQUESTED', outcome: null });
    expect(byCode(open)['BERKUT']).toMatchObject({ status: 'NOT_REQUESTED', outcome: null, requestedAt: null, dueOn: null });
    await agency.db
      .insertInto('authority_check')
      .values({ application_id: id, authority_code: 'BERKUT', requested_at: startOfDay(SEEDED_ON), due_on: '2026-10-13', outcome: 'CONCURRED', answered_at: startOfDay(SEEDED_ON) })
      .execute();
    expect(await clearance(id)).toMatchObject({ status: 'ANSWERED', outcome: 'CLEARED' });
  });

  it('follows the plot of every synthetic case', async () => {
    const { cases } = createSyntheticWorld({ seededOn: SEEDED_ON, from: 1, count: 200 });
    const expected = { 'not-requested': ['NOT_REQUESTED', null], 'one-pending': ['PENDING', null], 'one-silent': ['NOT_DETERMINED', null], cleared: ['ANSWERED', 'CLEARED'], objected: ['ANSWERED', 'OBJECTED'] } as const;
    const told = await clearances(cases.map(({ applicationId }) => applicationId));
    expect(told.map(({ status, outcome }) => [status, outcome])).toEqual(cases.map((one) => expected[one.clearance]));
  });

  it('takes three statements, for one case as for ten and for fifty', async () => {
    const counts: number[] = [];
    for (const count of [1, 10, 50]) {
      const { cases } = createSyntheticWorld({ seededOn: SEEDED_ON, from: 1, count });
      await clearances(cases.map(({ applicationId }) => applicationId));
      counts.push(agency.statements.length);
    }
    expect(counts).toEqual([3, 3, 3]);
  });

  it('takes two statements where the authorities are not asked for', async () => {
    await agency.resolveEntities('Application', [{ id: caseId('cleared-and-ready') }, { id: caseId('score-399') }], 'clearance { status outcome }');
    expect(agency.statements).toHaveLength(2);
  });
});

describe('the authorities', () => {
  it('are listed by code, each as simulated, and found by reference in one statement', async () => {
    await using agency = await startTestAgency(securityChecks, { now: startOfDay(SEEDED_ON) });
    const { data } = await agency.execute<{ authorities: { code: string; name: string; simulated: boolean }[] }>('{ authorities { code name simulated } }');
    expect(data!.authorities.map(({ code }) => code)).toEqual(['BERKUT', 'KNB', 'MIA', 'NATIONAL_REGISTER']);
    expect(data!.authorities.every(({ simulated, name }) => simulated && name.endsWith('(simulated)'))).toBe(true);

    const found = await agency.resolveEntities('Authority', [{ code: 'KNB' }, { code: 'MIA' }], 'code simulated');
    expect(found).toEqual([
      { code: 'KNB', simulated: true },
      { code: 'MIA', simulated: true },
    ]);
    expect(agency.statements).toHaveLength(1);
    await expect(agency.resolveEntities('Authority', [{ code: 'NSA' }], 'code')).rejects.toThrow('no authority has this code');
  });
});
