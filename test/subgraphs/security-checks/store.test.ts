// Asking the authorities and recording what they say, on both stores.

import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAgencyStore } from '../../../subgraphs/kit/store/openAgencyStore.js';
import type { Store } from '../../../subgraphs/kit/store/openStore.js';
import { addDays, startOfDay } from '../../../subgraphs/kit/time/calendarDate.js';
import { securityChecks } from '../../../subgraphs/security-checks/agency.js';
import { ClearanceReader } from '../../../subgraphs/security-checks/store/ClearanceReader.js';
import type { Database } from '../../../subgraphs/security-checks/store/Database.js';
import { recordAnswer, type AuthorityAnswer } from '../../../subgraphs/security-checks/store/recordAnswer.js';
import { requestChecks, type ChecksRequest } from '../../../subgraphs/security-checks/store/requestChecks.js';
import { storeTargets } from '../../kit/stores.js';

/** Monday 2 March 2026, nine in the morning; 20 working days later is Friday 3 April. */
const REQUESTED_AT = new Date('2026-03-02T04:00:00Z');
const DUE_ON = '2026-04-03';

describe.each(storeTargets())('the checks of a case on $name', ({ target }) => {
  let store: Store<Database>;
  let db: Kysely<Database>;
  let nextCase = 1;

  beforeAll(async () => {
    store = await openAgencyStore(securityChecks, target);
    db = store.db;
  });
  afterAll(() => store.close());

  const ask = (request: Partial<ChecksRequest> & { applicationId: string }) =>
    db.transaction().execute((transaction) => requestChecks(transaction, { track: 'GENERAL', requestedAt: REQUESTED_AT, ...request }));
  const say = (answer: AuthorityAnswer) => db.transaction().execute((transaction) => recordAnswer(transaction, answer));
  const checksOf = (applicationId: string) => new ClearanceReader(db).checks([applicationId]);
  const askedCase = async (): Promise<string> => {
    const applicationId = `case-${nextCase++}`;
    await ask({ applicationId });
    return applicationId;
  };

  it('are one per authority that the policy of the day requires, each with its due day', async () => {
    const applicationId = await askedCase();
    expect(await checksOf(applicationId)).toEqual(
      ['BERKUT', 'KNB', 'MIA', 'NATIONAL_REGISTER'].map((authorityCode) => ({
        applicationId,
        authorityCode,
        requestedAt: REQUESTED_AT,
        dueOn: DUE_ON,
        answer: null,
      })),
    );
    expect(await new ClearanceReader(db).requests([applicationId])).toEqual([
      { applicationId, track: 'GENERAL', requestedOn: '2026-03-02', policyVersion: 'pilot-2026' },
    ]);
  });

  it('are asked for once, however often and on whatever track they are asked for', async () => {
    const applicationId = await askedCase();
    const before = await checksOf(applicationId);
    expect(await ask({ applicationId, track: 'DIGITAL_NOMAD', requestedAt: new Date('2026-03-09T04:00:00Z') })).toEqual({ kind: 'alreadyRequested' });
    expect(await checksOf(applicationId)).toEqual(before);
  });

  it('are asked for once also when two ask at the same time', async () => {
    const applicationId = `case-${nextCase++}`;
    const results = await Promise.all([ask({ applicationId }), ask({ applicationId })]);
    expect(results.map(({ kind }) => kind).toSorted()).toEqual(['alreadyRequested', 'requested']);
    expect(await checksOf(applicationId)).toHaveLength(4);
  });

  it('end with an answer, which stands against every later one', async () => {
    const applicationId = await askedCase();
    const first = { outcome: 'OBJECTED', answeredAt: new Date('2026-03-05T04:00:00Z') } as const;
    expect(await say({ applicationId, authorityCode: 'KNB', ...first })).toEqual({ kind: 'recorded' });
    expect(await say({ applicationId, authorityCode: 'KNB', outcome: 'CONCURRED', answeredAt: new Date('2026-03-06T04:00:00Z') })).toEqual({
      kind: 'alreadyAnswered',
      answer: first,
    });
    const answers = (await checksOf(applicationId)).map(({ authorityCode, answer }) => [authorityCode, answer]);
    expect(answers).toEqual([
      ['BERKUT', null],
      ['KNB', first],
      ['MIA', null],
      ['NATIONAL_REGISTER', null],
    ]);
  });

  it('end once also when two answers arrive at the same time', async () => {
    const applicationId = await askedCase();
    const answeredAt = new Date('2026-03-05T04:00:00Z');
    const results = await Promise.all(
      (['CONCURRED', 'OBJECTED'] as const).map((outcome) => say({ applicationId, authorityCode: 'MIA', outcome, answeredAt })),
    );
    expect(results.map(({ kind }) => kind).toSorted()).toEqual(['alreadyAnswered', 'recorded']);
  });

  it.each([
    ['the day before the due day', startOfDay(addDays(DUE_ON, -1)), { kind: 'recorded' }],
    ['the last moment of the due day', new Date(startOfDay(addDays(DUE_ON, 1)).getTime() - 1), { kind: 'recorded' }],
    ['the first moment after it', startOfDay(addDays(DUE_ON, 1)), { kind: 'refused', reason: 'TERM_PASSED' }],
  ])('take an answer on %s as the term says', async (_, answeredAt, expected) => {
    const applicationId = await askedCase();
    expect(await say({ applicationId, authorityCode: 'KNB', outcome: 'CONCURRED', answeredAt })).toEqual(expected);
    const knb = (await checksOf(applicationId)).find(({ authorityCode }) => authorityCode === 'KNB');
    expect(knb?.answer).toEqual(expected.kind === 'recorded' ? { outcome: 'CONCURRED', answeredAt } : null);
  });

  it('take no answer from an authority that was not asked', async () => {
    const applicationId = `case-${nextCase++}`;
    const answer = { applicationId, outcome: 'CONCURRED', answeredAt: REQUESTED_AT } as const;
    expect(await say({ ...answer, authorityCode: 'KNB' })).toEqual({ kind: 'refused', reason: 'NOT_ASKED' });
    await ask({ applicationId, track: 'DIGITAL_NOMAD' });
    expect(await say({ ...answer, authorityCode: 'BERKUT' })).toEqual({ kind: 'refused', reason: 'NOT_ASKED' });
  });

  it('cannot hold half an answer', async () => {
    const applicationId = await askedCase();
    const half = db.updateTable('authority_check').set({ outcome: 'CONCURRED' }).where('application_id', '=', applicationId).execute();
    await expect(half).rejects.toThrow('authority_check_answer_whole');
  });
});
