// The way of a case: which stage it may enter from where, and what still stands in its way.

import { describe, expect, it } from 'vitest';
import { ANSWER_STATUSES } from '../../../schema/contract/AnswerStatus.js';
import type { CaseRecord, Evidence, Stage, Track } from '../../../subgraphs/applicants/model.js';
import { caseFacts } from '../../../subgraphs/applicants/rules/caseFacts.js';
import { mayEnterStage, type Decision } from '../../../subgraphs/applicants/rules/mayEnterStage.js';
import { readiness } from '../../../subgraphs/applicants/rules/readiness.js';
import { application, applicant, attempt, CLEARED, document, readyCase, TODAY } from './caseBuilder.js';

const STAGES: readonly Stage[] = ['LANGUAGE_TEST', 'QUESTIONNAIRE', 'SCREENED_OUT', 'INTER_AGENCY_CHECK', 'INTERVIEW', 'DECISION', 'CERTIFIED', 'REFUSED'];
const APPROVED: Decision = { decidedBy: 'officer', ground: null };
const REFUSED: Decision = { decidedBy: 'officer', ground: 'CONCURRENCE_REFUSED' };
const OBJECTED: Evidence = { ...CLEARED, clearance: { status: 'ANSWERED', outcome: 'OBJECTED' } };

const on = (track: Track, changes: Partial<CaseRecord> = {}): CaseRecord =>
  readyCase('case', {
    application: application('case', { track }),
    documents: [...readyCase('case').documents, document('case-person', 'LINE_MINISTRY_PETITION')],
    ...changes,
  });

/** What the rule says of a case in `from`, null for one that is being opened. */
const verdict = (record: CaseRecord, from: Stage | null, to: Stage, evidence: Evidence = CLEARED, decision: Decision | null = APPROVED) =>
  mayEnterStage({ ...caseFacts(record, TODAY), stage: from }, { to, evidence, decision });

const reason = (...step: Parameters<typeof verdict>): string => {
  const result = verdict(...step);
  return result.kind === 'refused' ? result.reason : 'allowed';
};

describe('a case with everything in order', () => {
  it.each<[Track, readonly string[]]>([
    [
      'GENERAL',
      ['-LANGUAGE_TEST', 'LANGUAGE_TEST-QUESTIONNAIRE', 'QUESTIONNAIRE-INTER_AGENCY_CHECK', 'INTER_AGENCY_CHECK-INTERVIEW', 'INTERVIEW-DECISION', 'DECISION-CERTIFIED'],
    ],
    [
      'KANDAS',
      ['-LANGUAGE_TEST', 'LANGUAGE_TEST-QUESTIONNAIRE', 'QUESTIONNAIRE-INTER_AGENCY_CHECK', 'INTER_AGENCY_CHECK-INTERVIEW', 'INTERVIEW-DECISION', 'DECISION-CERTIFIED'],
    ],
    ['IN_DEMAND_PROFESSION', ['-INTER_AGENCY_CHECK', 'INTER_AGENCY_CHECK-INTERVIEW', 'INTERVIEW-DECISION', 'DECISION-CERTIFIED']],
    ['DIGITAL_NOMAD', ['-INTER_AGENCY_CHECK', 'INTER_AGENCY_CHECK-INTERVIEW', 'INTERVIEW-DECISION', 'DECISION-CERTIFIED']],
  ])('on the track %s takes these steps and no others', (track, steps) => {
    const taken = [null, ...STAGES].flatMap((from) =>
      STAGES.filter((to) => verdict(on(track), from, to).kind === 'allowed').map((to) => `${from ?? ''}-${to}`),
    );
    expect(taken).toEqual(steps);
  });
});

describe('a stage is not entered', () => {
  it.each<[string, CaseRecord, Stage, Stage, string]>([
    ['without a passed test', on('GENERAL', { attempts: [attempt('case', 1, 30, 8)] }), 'LANGUAGE_TEST', 'QUESTIONNAIRE', 'LANGUAGE_TEST_NOT_PASSED'],
    ['without the certificate', on('GENERAL', { documents: [] }), 'LANGUAGE_TEST', 'QUESTIONNAIRE', 'NO_KAZTEST_CERTIFICATE'],
    ['with somebody else’s certificate', on('GENERAL', { documents: [document('other', 'KAZTEST_CERTIFICATE')] }), 'LANGUAGE_TEST', 'QUESTIONNAIRE', 'NO_KAZTEST_CERTIFICATE'],
    ['without the questionnaire', on('GENERAL', { submission: null, scoreTotal: null }), 'QUESTIONNAIRE', 'INTER_AGENCY_CHECK', 'QUESTIONNAIRE_NOT_SUBMITTED'],
    ['below the threshold', on('GENERAL', { scoreTotal: 399 }), 'QUESTIONNAIRE', 'INTER_AGENCY_CHECK', 'SCORE_BELOW_THRESHOLD'],
    ['at the threshold', on('GENERAL'), 'QUESTIONNAIRE', 'SCREENED_OUT', 'SCORE_MEETS_THRESHOLD'],
    ['before the questionnaire is in', on('GENERAL', { submission: null, scoreTotal: null }), 'QUESTIONNAIRE', 'SCREENED_OUT', 'QUESTIONNAIRE_NOT_SUBMITTED'],
    ['before the interview', on('GENERAL', { application: application('case', { interviewedOn: null }) }), 'INTERVIEW', 'DECISION', 'NOT_INTERVIEWED'],
    ['with a gap', on('GENERAL', { applicant: applicant('case-person'), documents: on('GENERAL').documents.filter(({ type }) => type !== 'STATE_CONSENT') }), 'DECISION', 'CERTIFIED', 'NOT_READY'],
  ])('%s', (_what, record, from, to, expected) => {
    expect(reason(record, from, to)).toBe(expected);
  });

  it('with a score of 399 only SCREENED_OUT is open', () => {
    const record = on('GENERAL', { scoreTotal: 399 });
    expect(STAGES.filter((to) => verdict(record, 'QUESTIONNAIRE', to).kind === 'allowed')).toEqual(['SCREENED_OUT']);
  });

  it.each(ANSWER_STATUSES.filter((status) => status !== 'ANSWERED'))('while the authorities’ answer is %s: neither decision nor certificate nor refusal', (status) => {
    const evidence: Evidence = { ...CLEARED, clearance: { status, outcome: null } };
    expect(reason(on('GENERAL'), 'INTERVIEW', 'DECISION', evidence)).toBe('NOT_CLEARED');
    expect(reason(on('GENERAL'), 'DECISION', 'CERTIFIED', evidence)).toBe('NOT_CLEARED');
    expect(reason(on('GENERAL'), 'DECISION', 'REFUSED', evidence, REFUSED)).toBe('GROUND_NOT_PROVEN');
  });
});

describe('a refusal', () => {
  it.each<Stage>(['INTER_AGENCY_CHECK', 'INTERVIEW', 'DECISION'])('is possible in %s, by a person on a proven ground', (from) => {
    expect(reason(on('GENERAL'), from, 'REFUSED', OBJECTED, REFUSED)).toBe('allowed');
  });

  it.each<Stage>(['LANGUAGE_TEST', 'QUESTIONNAIRE', 'SCREENED_OUT', 'CERTIFIED', 'REFUSED'])('is not possible in %s', (from) => {
    expect(reason(on('GENERAL'), from, 'REFUSED', OBJECTED, REFUSED)).toBe('NOT_THE_NEXT_STAGE');
  });

  it('needs a person and a ground that an answer bears; so does a certificate need a person', () => {
    expect(reason(on('GENERAL'), 'DECISION', 'REFUSED', OBJECTED, null)).toBe('NO_PERSON_DECIDED');
    expect(reason(on('GENERAL'), 'DECISION', 'REFUSED', OBJECTED, APPROVED)).toBe('GROUND_NOT_PROVEN');
    expect(reason(on('GENERAL'), 'DECISION', 'REFUSED', CLEARED, REFUSED)).toBe('GROUND_NOT_PROVEN');
    expect(reason(on('GENERAL'), 'DECISION', 'CERTIFIED', CLEARED, null)).toBe('NO_PERSON_DECIDED');
  });
});

const judge = (record: CaseRecord, evidence: Evidence = CLEARED) => readiness(caseFacts(record, TODAY), evidence);

const gaps = (record: CaseRecord, evidence: Evidence = CLEARED): string[] => {
  const judgement = judge(record, evidence);
  if (judgement.kind === 'decided') return ['decided'];
  expect(judgement.ready).toBe(judgement.missing.length === 0);
  return judgement.missing.map(({ code, agency, status }) => `${code} ${agency} ${status}`);
};

describe('readiness', () => {
  const without = (type: string): CaseRecord => on('GENERAL', { documents: on('GENERAL').documents.filter((one) => one.type !== type) });

  it.each<Track>(['GENERAL', 'KANDAS', 'IN_DEMAND_PROFESSION', 'DIGITAL_NOMAD'])('has no gap on the track %s where everything is there', (track) => {
    expect(judge(on(track))).toEqual({ kind: 'open', ready: true, missing: [] });
  });

  it.each<[string, CaseRecord, string[]]>([
    ['no test taken', on('GENERAL', { attempts: [] }), ['LANGUAGE_TEST applicants NO_RECORD']],
    ['a failed test', on('GENERAL', { attempts: [attempt('case', 1, 8, 30)] }), ['LANGUAGE_TEST applicants ANSWERED']],
    ['a test without its certificate', without('KAZTEST_CERTIFICATE'), ['LANGUAGE_TEST applicants PENDING']],
    ['no questionnaire', on('GENERAL', { submission: null, scoreTotal: null }), ['QUESTIONNAIRE applicants NO_RECORD']],
    ['a score below', on('GENERAL', { scoreTotal: 399 }), ['SCORE applicants ANSWERED']],
    ['no passport', without('FOREIGN_PASSPORT'), ['DOCUMENTS applicants NO_RECORD']],
    ['no consent', without('STATE_CONSENT'), ['STATE_CONSENT applicants NO_RECORD']],
    ['an interview whose stage has not come', on('GENERAL', { application: application('case', { stage: 'INTER_AGENCY_CHECK', interviewedOn: null }) }), ['INTERVIEW applicants NO_RECORD']],
    ['an interview that is to be held', on('GENERAL', { application: application('case', { stage: 'INTERVIEW', interviewedOn: null }) }), ['INTERVIEW applicants PENDING']],
    [
      'a paper that nobody confirmed',
      on('GENERAL', { documents: [...on('GENERAL').documents, document('case-person', 'MEDICAL_028U', { confirmedOn: null })] }),
      ['DOCUMENTS applicants PENDING'],
    ],
    [
      'an expired paper',
      on('GENERAL', { documents: [...on('GENERAL').documents, document('case-person', 'MEDICAL_028U', { validUntil: '2026-04-19' })] }),
      ['DOCUMENTS applicants ANSWERED'],
    ],
  ])('names %s', (_what, record, expected) => {
    expect(gaps(record)).toEqual(expected);
  });

  it('lets a consent that the state does not issue pass, since it cannot be waited for', () => {
    expect(gaps(on('GENERAL', { ...without('STATE_CONSENT'), applicant: applicant('case-person', { citizenship: 'RUS' }) }))).toEqual([]);
  });

  it('blocks on that consent where policy says so', () => {
    const facts = caseFacts({ ...without('STATE_CONSENT'), applicant: applicant('case-person', { citizenship: 'RUS' }) }, TODAY);
    expect(readiness({ ...facts, notIssuedConsentBlocks: true }, CLEARED)).toMatchObject({
      ready: false,
      missing: [{ code: 'STATE_CONSENT', status: 'ANSWERED' }],
    });
  });

  it('takes an answer about a place for one only where it says what was decided', () => {
    const placement = { status: 'ANSWERED', state: null } as const;
    expect(gaps(on('KANDAS'), { ...CLEARED, placement })).toEqual(['PLACEMENT regional-quotas ANSWERED']);
    expect(gaps(on('KANDAS'), { ...CLEARED, placement: { ...placement, state: 'NO_FREE_PLACE' } })).toEqual([]);
  });

  it.each(ANSWER_STATUSES)('carries the status %s of an agency whose word is not enough', (status) => {
    const silent: Evidence = {
      clearance: { status, outcome: null },
      demandMatch: { status, openPlaces: null },
      placement: { status, state: null },
    };
    expect(gaps(on('GENERAL'), silent)).toEqual([`CLEARANCE security-checks ${status}`]);
    expect(gaps(on('DIGITAL_NOMAD'), silent)).toEqual([`CLEARANCE security-checks ${status}`]);
    expect(gaps(on('IN_DEMAND_PROFESSION'), silent)).toEqual([`CLEARANCE security-checks ${status}`, `DEMAND_MATCH labour-demand ${status}`]);
    const nothingToDecide = ['NO_RECORD', 'NOT_APPLICABLE'].includes(status);
    expect(gaps(on('KANDAS'), silent)).toEqual([
      `CLEARANCE security-checks ${status}`,
      ...(nothingToDecide ? [] : [`PLACEMENT regional-quotas ${status}`]),
    ]);
  });

  it('is not given by what does not arrive', () => {
    expect(gaps(on('KANDAS'), { clearance: null, demandMatch: null, placement: null })).toEqual([
      'CLEARANCE security-checks UNAVAILABLE',
      'PLACEMENT regional-quotas UNAVAILABLE',
    ]);
  });

  it.each([
    [null, false],
    [0, false],
    [1, true],
  ])('on the in-demand track with %s open places is %s', (openPlaces, ready) => {
    expect(judge(on('IN_DEMAND_PROFESSION'), { ...CLEARED, demandMatch: { status: 'ANSWERED', openPlaces } })).toMatchObject({ ready });
  });

  it.each([
    ['INCLUDED', true],
    ['NO_FREE_PLACE', true],
    ['REQUESTED', false],
  ] as const)('of a kandas family whose place is %s is %s', (state, ready) => {
    expect(judge(on('KANDAS'), { ...CLEARED, placement: { status: 'ANSWERED', state } })).toMatchObject({ ready });
  });

  it('lists the case’s own gaps before those of other agencies', () => {
    const record = on('KANDAS', { scoreTotal: 399, application: application('case', { track: 'KANDAS', stage: 'SCREENED_OUT', interviewedOn: null }) });
    const notAsked: Evidence = { clearance: { status: 'NOT_REQUESTED', outcome: null }, demandMatch: null, placement: { status: 'NOT_REQUESTED', state: null } };
    expect(gaps(record, notAsked)).toEqual([
      'SCORE applicants ANSWERED',
      'CLEARANCE security-checks NOT_REQUESTED',
      'PLACEMENT regional-quotas NOT_REQUESTED',
      'INTERVIEW applicants NO_RECORD',
    ]);
  });

  it.each<Stage>(['CERTIFIED', 'REFUSED'])('does not arise in %s', (stage) => {
    expect(gaps(on('GENERAL', { application: application('case', { stage }) }))).toEqual(['decided']);
  });
});
