// The clock of a breach, at its edges, and what may be recorded. 27 November 2026 is a Friday.

import { describe, expect, it } from 'vitest';
import type { BreachNotice, RefusalCode } from '../../../subgraphs/applicants/model.js';
import { breachNoticeTerm } from '../../../subgraphs/applicants/policy/breachNotice.js';
import { breachState } from '../../../subgraphs/applicants/rules/breachState.js';
import { holdsPersonalNumber } from '../../../subgraphs/applicants/rules/holdsPersonalNumber.js';
import { mayRecordBreach, type BreachReport } from '../../../subgraphs/applicants/rules/mayRecordBreach.js';
import { mayRecordNotice } from '../../../subgraphs/applicants/rules/mayRecordNotice.js';
import { notifyBy } from '../../../subgraphs/applicants/rules/notifyBy.js';

describe('the ministry is notified in time', () => {
  it.each([
    ['until the day after', '2026-11-23T09:00:00.000Z', '2026-11-24'],
    ['until Friday, of what is found in the last moment of Thursday', '2026-11-26T18:59:59.999Z', '2026-11-27'],
    ['until Monday, of what is found in the first moment of Friday, which is still Thursday in UTC', '2026-11-26T19:00:00.000Z', '2026-11-30'],
    ['until Monday, of what is found on Friday evening', '2026-11-27T15:30:00.000Z', '2026-11-30'],
    ['until Monday, of what is found on Saturday', '2026-11-28T06:00:00.000Z', '2026-11-30'],
    ['until Monday, of what is found in the last moment of Sunday', '2026-11-29T18:59:59.999Z', '2026-11-30'],
    ['until Tuesday, of what is found in the first moment of Monday', '2026-11-29T19:00:00.000Z', '2026-12-01'],
    ['until the day after a holiday, of what is found before it', '2026-12-15T09:00:00.000Z', '2026-12-17'],
    ['until the day after a holiday, of what is found on it', '2026-12-16T09:00:00.000Z', '2026-12-17'],
    ['after Nauryz and the days that were moved for it', '2026-03-20T09:00:00.000Z', '2026-03-26'],
    ['after New Year', '2026-12-31T09:00:00.000Z', '2027-01-05'],
  ])('%s', (_what, detectedAt, last) => {
    expect(notifyBy(new Date(detectedAt), 1)).toBe(last);
  });

  it('within one working day, from the day of the duty on', () => {
    expect(breachNoticeTerm('2024-06-30')).toBeNull();
    expect(breachNoticeTerm('2024-07-01')).toMatchObject({ value: 1, grade: 'C', source: expect.stringContaining('3ilaw.kz') as string });
    expect(breachNoticeTerm('2026-11-27')?.value).toBe(1);
  });
});

const notice = (notifiedAt: string): BreachNotice => ({ notifiedAt: new Date(notifiedAt), reference: 'ref-1' });

describe('a breach whose last day is 30 November', () => {
  it.each([
    ['is open before it', null, '2026-11-27', 'OPEN'],
    ['is open on it', null, '2026-11-30', 'OPEN'],
    ['is overdue after it', null, '2026-12-01', 'OVERDUE'],
    ['was notified in its last moment', notice('2026-11-30T18:59:59.999Z'), '2026-12-24', 'NOTIFIED'],
    ['was notified late a moment after it', notice('2026-11-30T19:00:00.000Z'), '2026-12-01', 'NOTIFIED_LATE'],
  ])('%s', (_what, told, today, state) => {
    expect(breachState({ notifyBy: '2026-11-30', notice: told }, today)).toBe(state);
  });
});

const NOW = new Date('2026-11-27T09:00:00.000Z');
const later = (ms: number) => new Date(NOW.getTime() + ms);

describe('a breach is recorded', () => {
  const report: BreachReport = { detectedAt: NOW, description: 'A list was sent to a wrong office.', dataKinds: ['NAME'], personsConcerned: 3, contactOffice: 'Office of data protection', hasTerm: true };
  it.each<[string, Partial<BreachReport>, RefusalCode[]]>([
    ['that is found now', {}, []],
    ['but not one that is found later', { detectedAt: later(1) }, ['DETECTED_IN_FUTURE']],
    ['but not one without a term', { hasTerm: false }, ['NO_DUTY_ON_THAT_DAY']],
    ['but not with a person’s number in what happened', { description: 'It was 999901000018, and others.' }, ['HOLDS_PERSONAL_NUMBER']],
    ['but not with a person’s number for an office', { contactOffice: '999901000018' }, ['HOLDS_PERSONAL_NUMBER']],
    ['but not for several reasons, all of which are told', { detectedAt: later(1), hasTerm: false }, ['DETECTED_IN_FUTURE', 'NO_DUTY_ON_THAT_DAY']],
  ])('%s', (_what, more, codes) => {
    expect(mayRecordBreach({ ...report, ...more }, NOW)).toEqual(codes);
  });
});

describe('a notice is recorded', () => {
  const detectedAt = later(-60_000);
  it.each<[string, Date, BreachNotice | null, string, RefusalCode[]]>([
    ['of now', NOW, null, 'ref-1', []],
    ['of the moment of detection', detectedAt, null, 'ref-1', []],
    ['of days later, since late is not never', later(-1), null, 'ref-1', []],
    ['but not of a moment before it', new Date(detectedAt.getTime() - 1), null, 'ref-1', ['NOTIFIED_BEFORE_DETECTION']],
    ['but not of a moment to come', later(1), null, 'ref-1', ['NOTIFIED_IN_FUTURE']],
    ['but not a second', NOW, notice('2026-11-27T08:59:30.000Z'), 'ref-1', ['NOTICE_RECORDED_BEFORE']],
    ['but not with a person’s number', NOW, null, '999901000018', ['HOLDS_PERSONAL_NUMBER']],
  ])('%s', (_what, notifiedAt, before, reference, codes) => {
    expect(mayRecordNotice({ detectedAt, notice: before }, { notifiedAt, reference }, NOW)).toEqual(codes);
  });
});

describe('a text holds the number of a person', () => {
  it.each([
    ['999901000018', true],
    ['IIN:999901000018.', true],
    ['of 999901000016 and 999901000018', true],
    ['999901000016', false],
    ['9999010000180', false],
    ['1999901000018', false],
    ['99990100001', false],
    ['on 27.11.2026 at 10:15, 120 persons', false],
  ])('%s: %s', (text, holds) => {
    expect(holdsPersonalNumber(text)).toBe(holds);
  });
});
