// The rules of a case as tables: each limit just below, at, and above.

import { describe, expect, it } from 'vitest';
import { ANSWER_STATUSES } from '../../../schema/contract/AnswerStatus.js';
import type { Document, StateConsent } from '../../../subgraphs/applicants/model.js';
import { certificateValidUntil } from '../../../subgraphs/applicants/policy/certificateValidity.js';
import { languageTestPolicy } from '../../../subgraphs/applicants/policy/languageTest.js';
import { judgedOn } from '../../../subgraphs/applicants/policy/pilot.js';
import type { ScoreTable } from '../../../subgraphs/applicants/policy/ScoreTable.js';
import { stateConsentPolicy } from '../../../subgraphs/applicants/policy/stateConsent.js';
import { computeScore } from '../../../subgraphs/applicants/rules/computeScore.js';
import { documentStatus } from '../../../subgraphs/applicants/rules/documentStatus.js';
import { hasKaztestCertificate } from '../../../subgraphs/applicants/rules/hasKaztestCertificate.js';
import { isCleared } from '../../../subgraphs/applicants/rules/isCleared.js';
import { mayInterview } from '../../../subgraphs/applicants/rules/mayInterview.js';
import { passesBlocks } from '../../../subgraphs/applicants/rules/passesBlocks.js';
import { passesLanguageTest } from '../../../subgraphs/applicants/rules/passesLanguageTest.js';
import { stateConsent } from '../../../subgraphs/applicants/rules/stateConsent.js';
import { attempt, document, TODAY } from './caseBuilder.js';

describe('a language test', () => {
  it.each([
    [8, 30, 30, 30, false],
    [9, 30, 30, 30, true],
    [10, 30, 30, 30, true],
    [30, 30, 8, 30, false],
    [30, 30, 9, 30, true],
    // 5.999 of 20 does not exist; 6 of 20 is exactly 30 %.
    [5, 20, 40, 40, false],
    [6, 20, 40, 40, true],
    [0, 0, 30, 30, false],
  ])('with %i of %i and %i of %i right answers passes both blocks: %s', (listening, listeningTotal, reading, readingTotal, passes) => {
    const blocks = { listening: { correct: listening, total: listeningTotal }, reading: { correct: reading, total: readingTotal } };
    expect(passesBlocks(blocks, 30)).toBe(passes);
  });

  it.each([
    ['A1', 'A1', true],
    ['A1', 'B1', false],
    ['A2', 'B1', false],
    ['B1', 'B1', true],
    ['C1', 'B1', true],
  ] as const)('of level %s where %s is required counts: %s', (level, required, counts) => {
    const policy = { ...languageTestPolicy(TODAY), level: required };
    expect(passesLanguageTest({ ...attempt('case', 1, 30, 30), level }, policy)).toBe(counts);
  });
});

describe('a KAZTEST certificate', () => {
  const certificate = document('person', 'KAZTEST_CERTIFICATE', { issuedOn: '2026-03-05', validUntil: '2026-03-10' });
  it.each([
    ['2026-03-04', false],
    ['2026-03-05', true],
    ['2026-03-10', true],
    ['2026-03-11', false],
  ])('issued on 5 March and valid until 10 March exists on %s: %s', (date, exists) => {
    expect(hasKaztestCertificate([certificate], date)).toBe(exists);
  });

  it('is no other paper', () => {
    expect(hasKaztestCertificate([{ ...certificate, type: 'BIRTH_CERTIFICATE' }], '2026-03-05')).toBe(false);
  });
});

describe('a preliminary screening certificate', () => {
  it.each([
    ['2026-03-02', '2027-03-01'],
    ['2027-12-31', '2028-12-30'],
    ['2028-02-29', '2029-02-28'],
  ])('of %s holds until %s', (issuedOn, validUntil) => {
    expect(certificateValidUntil(issuedOn)).toBe(validUntil);
  });
});

describe('a score', () => {
  const table: ScoreTable = {
    version: 'test',
    from: '2026-02-13',
    illustrative: true,
    description: 'of a test',
    criteria: [
      { criterion: 'AGE', question: 'AGE', points: { YOUNG: 10, OLD: 4 } },
      { criterion: 'TIES', question: 'TIES', points: { BORN: 5, STUDIED: 4 }, maximum: 8 },
      { criterion: 'RECORD', question: 'RECORD', points: { DEPORTED: -6 } },
    ],
  };

  it('adds up the points of the chosen options, up to a criterion’s maximum, and lists every criterion', () => {
    const answers = [
      { questionCode: 'AGE', optionCodes: ['YOUNG'] },
      { questionCode: 'TIES', optionCodes: ['BORN', 'STUDIED'] },
      { questionCode: 'RECORD', optionCodes: ['DEPORTED'] },
    ];
    expect(computeScore(answers, table)).toEqual({
      total: 12,
      contributions: [
        { criterion: 'AGE', points: 10 },
        { criterion: 'TIES', points: 8 },
        { criterion: 'RECORD', points: -6 },
      ],
    });
  });

  it('gives nothing for what was not answered, or is not in the table', () => {
    const answers = [{ questionCode: 'AGE', optionCodes: ['toString'] }];
    expect(computeScore(answers, table)).toMatchObject({ total: 0, contributions: [{ points: 0 }, { points: 0 }, { points: 0 }] });
  });
});

const birth = (changes: Partial<Document>): Document => document('person', 'BIRTH_CERTIFICATE', changes);

describe('a document', () => {
  const passport = document('person', 'FOREIGN_PASSPORT', { statedName: 'A B', statedBirthDate: '1990-05-05' });

  it.each([
    ['states another birth', { statedBirthDate: '1991-05-05' }, 'CONTRADICTED'],
    ['states another name', { statedName: 'A C' }, 'CONTRADICTED'],
    ['states the same', { statedName: 'A B', statedBirthDate: '1990-05-05' }, 'VERIFIED'],
    ['states nothing', {}, 'VERIFIED'],
    ['is about somebody else', { subjectId: 'other', statedBirthDate: '1991-05-05' }, 'VERIFIED'],
    ['is about the family', { subjectId: null, statedBirthDate: '1991-05-05' }, 'VERIFIED'],
  ] as const)('beside one that %s: %#', (_what, changes, status) => {
    expect(documentStatus(passport, [passport, birth(changes)], TODAY)).toBe(status);
  });

  it.each([
    ['2026-04-19', 'EXPIRED'],
    ['2026-04-20', 'VERIFIED'],
    ['2026-04-21', 'VERIFIED'],
  ])('valid until %s is %s on 20 April', (validUntil, status) => {
    expect(documentStatus({ ...passport, validUntil }, [], TODAY)).toBe(status);
  });

  it.each([
    [null, 'UNVERIFIED'],
    ['2026-04-21', 'UNVERIFIED'],
    ['2026-04-20', 'VERIFIED'],
  ])('confirmed on %s is %s on 20 April', (confirmedOn, status) => {
    expect(documentStatus({ ...passport, confirmedOn }, [], TODAY)).toBe(status);
  });

  it('that is contradicted is not merely expired', () => {
    const expired = { ...passport, validUntil: '2026-04-01' };
    expect(documentStatus(expired, [expired, birth({ statedBirthDate: '1991-05-05' })], TODAY)).toBe('CONTRADICTED');
  });
});

describe('the consent of the state of citizenship', () => {
  const policy = stateConsentPolicy(TODAY);
  const consent = { type: 'STATE_CONSENT', status: 'VERIFIED' } as const;
  const plain = { citizenship: 'UZB', ties: [], required: true, documents: [] };

  it.each<[string, Partial<Parameters<typeof stateConsent>[0]>, StateConsent]>([
    ['is provided', { documents: [consent] }, 'PROVIDED'],
    ['is provided while the issuer has not confirmed it', { documents: [{ ...consent, status: 'UNVERIFIED' }] }, 'PROVIDED'],
    ['is missing where the paper has expired', { documents: [{ ...consent, status: 'EXPIRED' }] }, 'MISSING'],
    ['is missing where the paper is contradicted', { documents: [{ ...consent, status: 'CONTRADICTED' }] }, 'MISSING'],
    ['is missing where there is none', {}, 'MISSING'],
    ['is not issued by Russia', { citizenship: 'RUS' }, 'NOT_ISSUED_BY_STATE'],
    ['is not asked of an ethnic Kazakh from China', { citizenship: 'CHN', ties: ['ETHNIC_KAZAKH'] }, 'EXEMPT'],
    ['is asked of another citizen of China', { citizenship: 'CHN' }, 'MISSING'],
    ['is asked of an ethnic Kazakh from Mongolia', { citizenship: 'MNG', ties: ['ETHNIC_KAZAKH'] }, 'MISSING'],
    ['is not asked of a stateless person', { citizenship: 'STATELESS' }, 'EXEMPT'],
    ['is not asked where the track does not', { required: false }, 'EXEMPT'],
  ])('%s', (_what, changes, expected) => {
    expect(stateConsent({ ...plain, ...changes }, policy)).toBe(expected);
  });
});

describe('the authorities’ clearance', () => {
  const outcomes = ['CLEARED', 'OBJECTED', null] as const;
  const every = ANSWER_STATUSES.flatMap((status) => outcomes.map((outcome) => ({ status, outcome })));

  it('carries a decision only as an answer that says CLEARED', () => {
    expect(every.filter(isCleared)).toEqual([{ status: 'ANSWERED', outcome: 'CLEARED' }]);
    expect(isCleared(null)).toBe(false);
    // A status that a later contract may bring.
    expect(isCleared({ status: 'SOMETHING_NEW' as never, outcome: 'CLEARED' })).toBe(false);
  });

  it('lets the interview take place only as an answer with an outcome that is no objection', () => {
    expect(every.filter((clearance) => mayInterview(clearance).kind === 'allowed')).toEqual([{ status: 'ANSWERED', outcome: 'CLEARED' }]);
    expect(mayInterview(null)).toEqual({ kind: 'refused', reason: 'CHECKS_NOT_ENDED' });
  });
});

describe('the date a case is judged by', () => {
  it.each([
    ['2026-02-12', '2026-02-13'],
    ['2026-02-13', '2026-02-13'],
    ['2026-02-14', '2026-02-14'],
  ])('is %s → %s', (submittedOn, expected) => {
    expect(judgedOn(submittedOn)).toBe(expected);
  });
});
