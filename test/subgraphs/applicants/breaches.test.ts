// The record of breaches over both stores: what is recorded and read, who may, and that a key does it once.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { print } from 'graphql';
import type { Caller } from '../../../schema/contract/Caller.js';
import { SCOPES } from '../../../schema/contract/scopes.js';
import { BreachesDocument, RecordBreachDocument, RecordBreachNoticeDocument, type BreachesQuery, type RecordBreachMutation, type RecordBreachNoticeMutation } from '../../../schema/generated/operations.js';
import { applicants } from '../../../subgraphs/applicants/agency.js';
import type { Database } from '../../../subgraphs/applicants/store/Database.js';
import { viewerOf } from '../../../subgraphs/kit/access/Viewer.js';
import type { RequestContext } from '../../../subgraphs/kit/Agency.js';
import { startTestAgency, type TestAgency } from '../../kit/agency.js';
import { storeTargets } from '../../kit/stores.js';

/** A Friday. */
const NOW = new Date('2026-11-27T09:00:00.000Z');
const at = (instant: string): Partial<RequestContext> => ({ clock: { now: () => new Date(instant) } });

const OPS: Caller = { issuer: 'https://issuer.example', subject: 'ops', scopes: [SCOPES.operate], regions: [] };
const as = (caller: Caller | undefined): Partial<RequestContext> => ({ caller, viewer: viewerOf(caller) });

const forbidden = (scopes: string) => ({ errors: [{ message: `this needs the scope ${scopes}`, extensions: { code: 'FORBIDDEN' } }] });

const BREACH = {
  idempotencyKey: 'key-1',
  detectedAt: '2026-11-27T08:30:00.000Z',
  description: 'A list was sent to a wrong office.',
  dataKinds: ['NAME', 'PERSONAL_NUMBER'],
  personsConcerned: 12,
  contactOffice: 'Office of data protection, +7 7172 00 00 00',
};

describe.each(storeTargets())('the record of breaches on $name', ({ target }) => {
  let agency: TestAgency<Database>;
  beforeAll(async () => {
    agency = await startTestAgency(applicants, { target, now: NOW });
  });
  afterAll(() => agency.close());
  beforeEach(async () => {
    await agency.db.deleteFrom('breach').execute();
    await agency.db.deleteFrom('idempotency_key').execute();
  });

  const record = (input: object = {}, request: Partial<RequestContext> = {}) => agency.execute<RecordBreachMutation>(print(RecordBreachDocument), { input: { ...BREACH, ...input } }, request);
  const notify = (input: object, request: Partial<RequestContext> = {}) => agency.execute<RecordBreachNoticeMutation>(print(RecordBreachNoticeDocument), { input }, request);
  const read = (request: Partial<RequestContext> = {}, variables = {}) => agency.execute<BreachesQuery>(print(BreachesDocument), variables, request);
  const count = async () => (await agency.db.selectFrom('breach').select('id').execute()).length;

  async function recorded(input: object = {}): Promise<string> {
    const { data } = await record(input);
    const id = data?.recordBreach?.breach?.id;
    if (id === undefined) throw new Error(`not recorded: ${JSON.stringify(data)}`);
    return id;
  }

  async function recordsNothing(caller: Caller | undefined, breachId: string): Promise<void> {
    expect(await record({ idempotencyKey: 'key-2' }, as(caller))).toMatchObject({ data: { recordBreach: null }, ...forbidden('ops') });
    const notice = { idempotencyKey: 'key-3', breachId, notifiedAt: NOW.toISOString(), reference: 'out/1' };
    expect(await notify(notice, as(caller))).toMatchObject({ data: { recordBreachNotice: null }, ...forbidden('ops') });
    expect(await count()).toBe(1);
    expect((await read()).data?.breaches?.nodes[0]?.notice).toBeNull();
  }

  it('keeps what was said, and until when the ministry has to hear of it', async () => {
    expect(await record()).toEqual({ data: { recordBreach: { breach: { id: expect.any(String) as string, state: 'OPEN', notifyBy: '2026-11-30' }, refusals: [] } } });
    const { idempotencyKey: _key, ...said } = BREACH;
    expect((await read()).data?.breaches?.nodes).toEqual([{ ...said, id: expect.any(String) as string, state: 'OPEN', notifyBy: '2026-11-30', recordedAt: NOW.toISOString(), notice: null }]);
  });

  it('takes a breach of which it is not known whom it concerns', async () => {
    const { personsConcerned: _unknown, ...rest } = BREACH;
    await agency.execute(print(RecordBreachDocument), { input: rest });
    expect((await read()).data?.breaches?.nodes[0]?.personsConcerned).toBeNull();
  });

  it('goes overdue by itself, and tells a late notice from one in time', async () => {
    const [late, inTime] = [await recorded(), await recorded({ idempotencyKey: 'key-2', detectedAt: '2026-11-27T08:00:00.000Z' })];
    const statesAt = async (instant: string) => (await read(at(instant))).data?.breaches?.nodes.map(({ state }) => state);
    expect(await statesAt('2026-11-30T18:59:59.999Z')).toEqual(['OPEN', 'OPEN']);
    expect(await statesAt('2026-11-30T19:00:00.000Z')).toEqual(['OVERDUE', 'OVERDUE']);

    const told = await notify({ idempotencyKey: 'key-3', breachId: inTime, notifiedAt: '2026-11-30T18:59:59.999Z', reference: 'out/17' }, at('2026-12-02T05:00:00.000Z'));
    expect(told.data?.recordBreachNotice).toEqual({
      breach: { id: inTime, state: 'NOTIFIED', notifyBy: '2026-11-30', notice: { notifiedAt: '2026-11-30T18:59:59.999Z', reference: 'out/17' } },
      refusals: [],
    });
    await notify({ idempotencyKey: 'key-4', breachId: late, notifiedAt: '2026-11-30T19:00:00.000Z', reference: 'out/18' }, at('2026-12-02T05:00:00.000Z'));
    expect(await statesAt('2026-12-02T05:00:00.000Z')).toEqual(['NOTIFIED_LATE', 'NOTIFIED']);
  });

  describe('the same key', () => {
    it('gives the same breach, whenever it comes, and records nothing more', async () => {
      const first = await record();
      expect(await record()).toEqual(first);
      const again = await record({}, at('2026-12-05T09:00:00.000Z'));
      expect(again.data?.recordBreach?.breach).toEqual({ ...first.data?.recordBreach?.breach, state: 'OVERDUE' });
      expect(await count()).toBe(1);
    });

    it('gives the same refusal, though it would be recorded now', async () => {
      const early = { detectedAt: '2026-11-27T10:00:00.000Z' };
      const first = await record(early);
      expect(first.data?.recordBreach?.refusals.map(({ code }) => code)).toEqual(['DETECTED_IN_FUTURE']);
      expect(await record(early, at('2026-11-27T11:00:00.000Z'))).toEqual(first);
      expect(await count()).toBe(0);
    });

    it('with another input is refused, with what to do', async () => {
      await record();
      expect((await record({ personsConcerned: 13 })).data?.recordBreach).toEqual({
        breach: null,
        refusals: [{ code: 'IDEMPOTENCY_KEY_REUSED', ground: 'Rule of the gate', message: 'This idempotency key was used before for something else. Take a new key for a new request.' }],
      });
      expect(await count()).toBe(1);
    });

    it('from many sides at once records one breach', async () => {
      const answers = await Promise.all(Array.from({ length: 6 }, () => record()));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(await count()).toBe(1);
    });

    it('of another account is another key', async () => {
      await record({}, as(OPS));
      await record({}, as({ ...OPS, subject: 'other' }));
      expect(await count()).toBe(2);
    });
  });

  describe('a notice', () => {
    it('is recorded once, whoever comes at the same time', async () => {
      const breachId = await recorded();
      const answers = await Promise.all(['a', 'b', 'c'].map((key) => notify({ idempotencyKey: key, breachId, notifiedAt: NOW.toISOString(), reference: `out/${key}` })));
      const codes = answers.map(({ data }) => data?.recordBreachNotice?.refusals.map(({ code }) => code).join());
      expect(codes.filter((code) => code === '')).toHaveLength(1);
      expect(codes.filter((code) => code === 'NOTICE_RECORDED_BEFORE')).toHaveLength(2);
    });

    it.each([
      ['of a breach that is unknown', { breachId: 'nowhere' }, 'BREACH_UNKNOWN'],
      ['from before the detection', { notifiedAt: '2026-11-27T08:29:59.999Z' }, 'NOTIFIED_BEFORE_DETECTION'],
      ['of a moment to come', { notifiedAt: '2026-11-27T09:00:00.001Z' }, 'NOTIFIED_IN_FUTURE'],
    ])('%s is refused', async (_what, input, code) => {
      const breachId = await recorded();
      const { data } = await notify({ idempotencyKey: 'key-9', breachId, notifiedAt: NOW.toISOString(), reference: 'out/1', ...input });
      expect(data?.recordBreachNotice).toMatchObject({ breach: null, refusals: [{ code }] });
      expect((await read()).data?.breaches?.nodes[0]?.notice).toBeNull();
    });
  });

  it.each([
    ['of a day before the duty', { detectedAt: '2024-06-30T18:59:59.999Z' }, 'NO_DUTY_ON_THAT_DAY'],
    ['that names a person by number', { description: 'It was 999901000018.' }, 'HOLDS_PERSONAL_NUMBER'],
  ])('a breach %s is refused', async (_what, input, code) => {
    expect((await record(input)).data?.recordBreach).toMatchObject({ breach: null, refusals: [{ code }] });
    expect(await count()).toBe(0);
  });

  it('a breach of the first day of the duty is recorded', async () => {
    expect((await record({ detectedAt: '2024-06-30T19:00:00.000Z' })).data?.recordBreach).toMatchObject({ breach: { notifyBy: '2024-07-02', state: 'OVERDUE' } });
  });

  it.each<[string, object, boolean]>([
    ['a description of one character', { description: 'a' }, true],
    ['a description of 4,000', { description: 'a'.repeat(4_000) }, true],
    ['a description of 4,001', { description: 'a'.repeat(4_001) }, false],
    ['a description that is empty', { description: '' }, false],
    ['a description of blanks', { description: ' \n' }, false],
    ['a description over several lines', { description: 'a\nb' }, true],
    ['a description with a null character', { description: 'a\u0000' }, false],
    ['an office of 200 characters', { contactOffice: 'a'.repeat(200) }, true],
    ['an office of 201', { contactOffice: 'a'.repeat(201) }, false],
    ['no kind of data', { dataKinds: [] }, false],
    ['a kind twice', { dataKinds: ['NAME', 'NAME'] }, false],
    ['no person', { personsConcerned: 0 }, true],
    ['fewer than none', { personsConcerned: -1 }, false],
    ['the largest number', { personsConcerned: 2_147_483_647 }, true],
    ['a key that is not well formed', { idempotencyKey: 'a b' }, false],
  ])('%s: recorded %s', async (_what, input, accepted) => {
    const { data, errors } = await record(input);
    expect([data?.recordBreach?.breach?.state, errors?.map(({ extensions }) => extensions?.['code'])]).toEqual(accepted ? ['OPEN', undefined] : [undefined, ['BAD_USER_INPUT']]);
    expect(await count()).toBe(accepted ? 1 : 0);
  });

  it('is read page by page, those detected last first, also where they were detected at once', async () => {
    const times = ['08:00', '08:10', '08:10', '08:20'];
    for (const [index, time] of times.entries()) await recorded({ idempotencyKey: `key-${index}`, detectedAt: `2026-11-27T${time}:00.000Z` });
    const all = (await read()).data!.breaches!.nodes.map(({ id }) => id);
    expect((await read()).data!.breaches!.nodes.map(({ detectedAt }) => detectedAt.slice(11, 16))).toEqual(['08:20', '08:10', '08:10', '08:00']);
    const walked: string[] = [];
    let after: string | null = null;
    do {
      const { nodes, pageInfo }: NonNullable<BreachesQuery['breaches']> = (await read({}, { first: 1, after })).data!.breaches!;
      walked.push(...nodes.map(({ id }) => id));
      after = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
    } while (after !== null);
    expect(walked).toEqual(all);
  });

  it('refuses a cursor that is none of its own', async () => {
    const after = Buffer.from('after:yesterday x').toString('base64url');
    expect((await read({}, { after })).errors?.[0]).toMatchObject({ message: 'after must be a cursor that an earlier page returned', extensions: { code: 'BAD_USER_INPUT' } });
  });

  describe('is for who runs or audits the gate:', () => {
    const WITHOUT: [string, Caller | undefined][] = [
      ['nobody who is known', undefined],
      ['an account without scopes', { ...OPS, scopes: [] }],
      ['an officer', { ...OPS, scopes: [SCOPES.readCases], regions: ['35'] }],
      ['an authority', { ...OPS, scopes: [SCOPES.readSecurity], authority: 'KNB' }],
      ['a person', { ...OPS, scopes: [], applicantId: 'applicant-000001' }],
    ];

    it.each(WITHOUT)('%s reads and records nothing', async (_who, caller) => {
      const breachId = await recorded();
      expect(await read(as(caller))).toMatchObject({ data: { breaches: null }, ...forbidden('audit:read or ops') });
      await recordsNothing(caller, breachId);
    });

    it.each(WITHOUT)('%s finds no row either, where a resolver forgets to ask', async (_who, caller) => {
      await recorded();
      expect(await agency.seenBy(viewerOf(caller)).selectFrom('breach').selectAll().execute()).toEqual([]);
    });

    it('who runs it reads and records', async () => {
      const { data } = await record({}, as(OPS));
      const breachId = data!.recordBreach!.breach!.id;
      expect((await notify({ idempotencyKey: 'key-2', breachId, notifiedAt: NOW.toISOString(), reference: 'out/1' }, as(OPS))).data?.recordBreachNotice?.breach).toMatchObject({ state: 'NOTIFIED' });
      expect((await read(as(OPS))).data?.breaches?.nodes).toMatchObject([{ id: breachId, state: 'NOTIFIED' }]);
    });

    it('who audits it reads, and records nothing', async () => {
      const breachId = await recorded();
      const auditor = { ...OPS, subject: 'auditor', scopes: [SCOPES.readAudit] };
      expect((await read(as(auditor))).data?.breaches?.nodes).toMatchObject([{ id: breachId, state: 'OPEN' }]);
      await recordsNothing(auditor, breachId);
    });

    it('no caller reads the keys', async () => {
      await recorded();
      await expect(agency.seenBy(viewerOf(OPS)).selectFrom('idempotency_key').selectAll().execute()).rejects.toMatchObject({ code: '42501' });
    });
  });
});
