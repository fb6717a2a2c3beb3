// What is whole, what is the rest, and above all what is wrong.

import { expect, it } from 'vitest';
import { judgeAnswer, type ReceivedAnswer } from './judgeAnswer.js';

const SICK = 'security-checks';
const EXPECTED = {
  application: {
    stage: 'DECISION',
    applicant: { fullName: 'A B' },
    clearance: { status: 'ANSWERED', outcome: 'CLEARED', checks: [{ status: 'ANSWERED' }] },
    readiness: { status: 'ANSWERED', ready: true, missing: [] },
  },
};
const OK = [{ agency: 'applicants', status: 'OK' }];
const BLAMED = [...OK, { agency: SICK, status: 'UNAVAILABLE', code: 'SUBGRAPH_REQUEST_TIMEOUT' }];
const WRITTEN = { status: 'UNAVAILABLE', agency: SICK, retryAt: '2026-01-01T00:00:00.000Z', outcome: null, checks: null };
const UNREADY = { status: 'ANSWERED', ready: false, missing: [{ code: 'CLEARANCE', agency: SICK }] };

const withApplication = (changes: object, more: Partial<ReceivedAnswer> = {}): ReceivedAnswer => ({
  data: { application: { ...EXPECTED.application, ...changes } },
  extensions: { agencies: BLAMED },
  ...more,
});

it('an answer that is the same is whole', () => {
  expect(judgeAnswer({ data: EXPECTED, extensions: { agencies: OK } }, EXPECTED, SICK)).toEqual({ kind: 'whole' });
});

it('a written answer, and readiness that knows of it, are the rest', () => {
  expect(judgeAnswer(withApplication({ clearance: WRITTEN, readiness: UNREADY }), EXPECTED, SICK)).toEqual({ kind: 'rest', code: 'SUBGRAPH_REQUEST_TIMEOUT' });
});

it('null is the rest where an error of the sick agency says why', () => {
  const errors = [{ path: ['application', 'applicant'], extensions: { code: 'SUBGRAPH_REQUEST_TIMEOUT', agency: SICK } }];
  expect(judgeAnswer(withApplication({ applicant: null }, { errors }), EXPECTED, SICK).kind).toBe('rest');
  expect(judgeAnswer({ data: null, errors, extensions: { agencies: BLAMED } }, EXPECTED, SICK).kind).toBe('rest');
});

it.each<[what: string, answer: ReceivedAnswer, sick: string | undefined]>([
  ['another value, and nobody blamed', { data: { application: { stage: 'DONE' } }, extensions: { agencies: OK } }, SICK],
  ['another value beside a written answer', withApplication({ stage: 'DONE', clearance: WRITTEN, readiness: UNREADY }), SICK],
  ['a blamed agency that is not the sick one', { data: EXPECTED, extensions: { agencies: [{ agency: 'applicants', status: 'UNAVAILABLE', code: 'X' }] } }, SICK],
  ['a blamed agency while all are well', withApplication({ clearance: WRITTEN, readiness: UNREADY }), undefined],
  ['a written answer that says something', withApplication({ clearance: { ...WRITTEN, outcome: 'CLEARED' }, readiness: UNREADY }), SICK],
  ['a null without an error', withApplication({ applicant: null }), SICK],
  ['a null with an error elsewhere', withApplication({ applicant: null }, { errors: [{ path: ['application', 'score'], extensions: { agency: SICK } }] }), SICK],
  ['an error of another agency', withApplication({ applicant: null }, { errors: [{ path: ['application', 'applicant'], extensions: { agency: 'applicants' } }] }), SICK],
  ['errors although nobody is blamed', { data: EXPECTED, errors: [{ path: [] }], extensions: { agencies: OK } }, SICK],
  ['a case that is ready without the answer', withApplication({ clearance: WRITTEN, readiness: { status: 'ANSWERED', ready: true, missing: UNREADY.missing } }), SICK],
  ['readiness that has changed and misses nothing more', withApplication({ clearance: WRITTEN, readiness: { status: 'ANSWERED', ready: false, missing: [] } }), SICK],
])('%s is wrong', (_what, answer, sick) => {
  expect(judgeAnswer(answer, EXPECTED, sick).kind).toBe('wrong');
});
