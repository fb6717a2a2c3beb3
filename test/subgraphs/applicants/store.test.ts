// The write path on both stores: moving a case, taking the test, handing in the questionnaire.

import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applicants } from '../../../subgraphs/applicants/agency.js';
import type { CaseRecord, Stage } from '../../../subgraphs/applicants/model.js';
import { loadScoring } from '../../../subgraphs/applicants/policy/loadScoring.js';
import { answersWithTotal } from '../../../subgraphs/applicants/seed/answers.js';
import { CaseReader } from '../../../subgraphs/applicants/store/CaseReader.js';
import type { Database } from '../../../subgraphs/applicants/store/Database.js';
import { insertCases } from '../../../subgraphs/applicants/store/insertCases.js';
import { moveCase, type Move } from '../../../subgraphs/applicants/store/moveCase.js';
import { PersonReader } from '../../../subgraphs/applicants/store/PersonReader.js';
import { readCase } from '../../../subgraphs/applicants/store/readCase.js';
import { recordAttempt } from '../../../subgraphs/applicants/store/recordAttempt.js';
import { submitQuestionnaire } from '../../../subgraphs/applicants/store/submitQuestionnaire.js';
import { openAgencyStore } from '../../../subgraphs/kit/store/openAgencyStore.js';
import type { Store } from '../../../subgraphs/kit/store/openStore.js';
import { storeTargets } from '../../kit/stores.js';
import { applicant, application, attempt, CLEARED, readyCase, rowsOf, TODAY } from './caseBuilder.js';

const SCORING = loadScoring();
const OFFICER = { decidedBy: 'officer-7', ground: null };

describe.each(storeTargets())('on $name', ({ target }) => {
  let store: Store<Database>;
  let db: Kysely<Database>;
  let cases = 0;

  beforeAll(async () => {
    store = await openAgencyStore(applicants, target);
    db = store.db;
  });
  afterAll(() => store.close());

  /** A case of the given stage that is in order otherwise. @returns its id */
  async function given(stage: Stage, changes: (id: string) => Partial<CaseRecord> = () => ({})): Promise<string> {
    const id = `case-${(cases += 1)}`;
    const record = readyCase(id, { application: application(id, { stage }), ...changes(id) });
    await insertCases(db, rowsOf(record));
    return id;
  }
  const move = (applicationId: string, to: Stage, changes: Partial<Move> = {}) =>
    db.transaction().execute((transaction) =>
      moveCase(transaction, { applicationId, to, on: TODAY, evidence: CLEARED, decision: null, ...changes }),
    );
  const takeTest = (applicationId: string) => {
    const { id: _id, number: _number, ...blocks } = attempt(applicationId, 0, 8, 30);
    return db.transaction().execute((transaction) => recordAttempt(transaction, blocks));
  };
  const givenOpen = () => given('QUESTIONNAIRE', () => ({ submission: null, scoreTotal: null }));
  const stageOf = async (id: string) => (await new CaseReader(db).applications([id]))[0]?.stage;

  describe('a case', () => {
    it('is read back as it was written', async () => {
      const id = await given('DECISION');
      const read = await db.transaction().execute((transaction) => readCase(transaction, id));
      const written = readyCase(id);
      expect(read).toMatchObject({ ...written, documents: expect.anything(), submission: { ...written.submission, applicationId: id } });
      expect(read?.documents).toHaveLength(written.documents.length);
      expect(read?.documents).toEqual(expect.arrayContaining(written.documents.map((one) => expect.objectContaining(one))));
    });

    it('goes where the rules let it, with date and decision', async () => {
      const id = await given('DECISION');
      expect(await move(id, 'CERTIFIED', { decision: OFFICER })).toEqual({ kind: 'allowed' });
      expect(await new CaseReader(db).applications([id])).toEqual([
        application(id, { stage: 'CERTIFIED', stageEnteredOn: TODAY, decidedBy: 'officer-7' }),
      ]);
      const papers = await new PersonReader(db).documentsOfApplicants([`${id}-person`]);
      expect(papers.filter(({ type }) => type === 'PRELIMINARY_SCREENING_CERTIFICATE')).toMatchObject([
        { subjectId: `${id}-person`, issuedOn: TODAY, validUntil: '2027-04-19', confirmedOn: TODAY },
      ]);
    });

    it('is refused by a person with the ground kept', async () => {
      const id = await given('INTER_AGENCY_CHECK');
      const evidence = { ...CLEARED, clearance: { status: 'ANSWERED', outcome: 'OBJECTED' } } as const;
      expect(await move(id, 'REFUSED', { evidence, decision: { ...OFFICER, ground: 'CONCURRENCE_REFUSED' } })).toEqual({ kind: 'allowed' });
      expect(await new CaseReader(db).applications([id])).toMatchObject([{ stage: 'REFUSED', decidedBy: 'officer-7', refusalGround: 'CONCURRENCE_REFUSED' }]);
    });

    it('stays where it is when a rule refuses, and the reason is a value', async () => {
      const id = await given('QUESTIONNAIRE', () => ({ scoreTotal: 399 }));
      expect(await move(id, 'INTER_AGENCY_CHECK')).toEqual({ kind: 'refused', reason: 'SCORE_BELOW_THRESHOLD' });
      expect(await stageOf(id)).toBe('QUESTIONNAIRE');
    });

    it('that nobody knows is not moved', async () => {
      expect(await move('case-unknown', 'DECISION')).toEqual({ kind: 'unknown' });
    });

    it('moved by two at once is moved once', async () => {
      const id = await given('QUESTIONNAIRE');
      const results = await Promise.all([move(id, 'INTER_AGENCY_CHECK'), move(id, 'INTER_AGENCY_CHECK')]);
      expect(results.map(({ kind }) => kind).sort()).toEqual(['allowed', 'refused']);
    });

    it('cannot end without a person, whatever code writes', async () => {
      const id = await given('DECISION');
      await expect(db.updateTable('application').set({ stage: 'CERTIFIED' }).where('id', '=', id).execute()).rejects.toThrow('a_person_decided');
      await expect(
        db.updateTable('application').set({ stage: 'REFUSED', decided_by: 'officer-7' }).where('id', '=', id).execute(),
      ).rejects.toThrow('a_refusal_has_a_ground');
    });
  });

  describe('an attempt at the test', () => {
    it('gets the next number, and the fourth is refused', async () => {
      const id = await given('LANGUAGE_TEST', () => ({ attempts: [], submission: null, scoreTotal: null }));
      const results = [await takeTest(id), await takeTest(id), await takeTest(id), await takeTest(id)];
      expect(results).toEqual([{ kind: 'allowed' }, { kind: 'allowed' }, { kind: 'allowed' }, { kind: 'refused', reason: 'NO_ATTEMPT_LEFT' }]);
      const attempts = await new CaseReader(db).attempts([id]);
      expect(attempts.map(({ id: attemptId, number }) => [attemptId, number])).toEqual([1, 2, 3].map((number) => [`${id}-test-${number}`, number]));
    });

    it('is not taken in another stage, or for a case that nobody knows', async () => {
      expect(await takeTest(await given('QUESTIONNAIRE'))).toEqual({ kind: 'refused', reason: 'NOT_THE_NEXT_STAGE' });
      expect(await takeTest('case-unknown')).toEqual({ kind: 'unknown' });
    });
  });

  describe('a questionnaire', () => {
    const answers = answersWithTotal({ form: SCORING.forms[0]!, table: SCORING.tables[0]!, known: new Map() }, 400);
    const submit = (applicationId: string, given = answers) =>
      db.transaction().execute((transaction) => submitQuestionnaire(transaction, SCORING, { applicationId, submittedOn: TODAY, answers: given }));

    it('is kept with its answers, and its score is computed', async () => {
      const id = await givenOpen();
      expect(await submit(id)).toEqual({ kind: 'allowed' });
      const [submission] = await new CaseReader(db).submissions([id]);
      expect(submission).toMatchObject({ applicationId: id, formVersion: 'illustrative-2026', submittedOn: TODAY });
      expect(submission?.answers).toHaveLength(answers.length);
      expect(submission?.answers).toEqual(expect.arrayContaining(answers));
      expect(await new CaseReader(db).scores([id])).toMatchObject([{ total: 400, table: { version: 'illustrative-2026', illustrative: true } }]);
      expect(await move(id, 'INTER_AGENCY_CHECK')).toEqual({ kind: 'allowed' });
    });

    it('is handed in once', async () => {
      const id = await givenOpen();
      await submit(id);
      expect(await submit(id)).toEqual({ kind: 'refused', reason: 'QUESTIONNAIRE_SUBMITTED_BEFORE' });
    });

    it('is locked without a certificate, and out of its stage', async () => {
      const locked = await given('QUESTIONNAIRE', () => ({ documents: [], submission: null, scoreTotal: null }));
      expect(await submit(locked)).toEqual({ kind: 'refused', reason: 'NO_KAZTEST_CERTIFICATE' });
      const early = await given('LANGUAGE_TEST', () => ({ submission: null, scoreTotal: null }));
      expect(await submit(early)).toEqual({ kind: 'refused', reason: 'NOT_THE_NEXT_STAGE' });
      expect(await submit('case-unknown')).toEqual({ kind: 'unknown' });
    });

    it.each([
      ['an unknown question', [...answers, { questionCode: 'SHOE_SIZE', optionCodes: [] }], 'the form has no question SHOE_SIZE'],
      ['a question left open', answers.slice(1), 'question AGE must be answered once, got 0 answers'],
      ['a question answered twice', [...answers, answers[0]!], 'question AGE must be answered once, got 2 answers'],
      ['two options of a choice', change('AGE', ['AGE_18_24', 'AGE_25_34']), 'question AGE takes one option, got 2'],
      ['no option of a choice', change('AGE', []), 'question AGE takes one option, got 0'],
      ['an option twice', change('TIES', ['BORN', 'BORN']), 'question TIES was given the same option twice'],
      ['an unknown option', change('TIES', ['TALL']), 'question TIES has no option TALL'],
    ])('with %s is bad input and leaves nothing behind', async (_what, given, message) => {
      const id = await givenOpen();
      await expect(submit(id, given)).rejects.toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT' } });
      expect(await new CaseReader(db).submissions([id])).toEqual([]);
    });

    function change(questionCode: string, optionCodes: string[]) {
      return answers.map((answer) => (answer.questionCode === questionCode ? { questionCode, optionCodes } : answer));
    }
  });

  describe('a record that cannot be is not written:', () => {
    it.each([
      ['a country', { applicant: { citizenship: 'XYZ' } }, 'XYZ is no country of ISO 3166-1 alpha-3'],
      ['a retired region', { application: { regionCode: '51' } }, '51 is no region in use'],
      ['a region', { application: { regionCode: '99' } }, '99 is no region in use'],
      ['an occupation', { application: { occupationCode: '0000' } }, '0000 is no occupation of the classifier'],
    ])('%s', async (_what, changes: { applicant?: object; application?: object }, message) => {
      const id = `case-${(cases += 1)}`;
      const record = readyCase(id, {
        applicant: applicant(`${id}-person`, changes.applicant ?? {}),
        application: application(id, changes.application ?? {}),
      });
      await expect(insertCases(db, rowsOf(record))).rejects.toThrow(message);
      expect(await new PersonReader(db).applicants([`${id}-person`])).toEqual([]);
    });
  });
});
