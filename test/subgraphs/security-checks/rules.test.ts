// What one check says, what all say together, and whom the policy of a day asks.

import { describe, expect, it } from 'vitest';
import type { AuthorityCheck, AuthorityCode, CheckOutcome } from '../../../subgraphs/security-checks/model.js';
import { requiredAuthorities } from '../../../subgraphs/security-checks/policy/authorities.js';
import { checkStatus } from '../../../subgraphs/security-checks/rules/checkStatus.js';
import { clearanceOf } from '../../../subgraphs/security-checks/rules/clearanceOf.js';
import { plannedChecks } from '../../../subgraphs/security-checks/rules/plannedChecks.js';

const REQUESTED_AT = new Date('2026-03-02T04:00:00Z');

function check(authorityCode: AuthorityCode, dueOn: string, answer: [CheckOutcome, string] | null = null): AuthorityCheck {
  return {
    applicationId: 'case-1',
    authorityCode,
    requestedAt: REQUESTED_AT,
    dueOn,
    answer: answer === null ? null : { outcome: answer[0], answeredAt: new Date(answer[1]) },
  };
}

describe('the status of a check', () => {
  const unanswered = check('KNB', '2026-04-03');

  it.each([
    ['the day before its due day', '2026-04-02', 'PENDING'],
    ['its due day', '2026-04-03', 'PENDING'],
    ['the day after its due day', '2026-04-04', 'NOT_DETERMINED'],
  ])('without an answer on %s', (_, today, status) => {
    expect(checkStatus(unanswered, today)).toBe(status);
  });

  it('is ANSWERED for ever once there is an answer', () => {
    const answered = check('KNB', '2026-04-03', ['CONCURRED', '2026-03-05T04:00:00Z']);
    expect(checkStatus(answered, '2026-03-05')).toBe('ANSWERED');
    expect(checkStatus(answered, '2027-01-01')).toBe('ANSWERED');
  });

  it('is NOT_REQUESTED where there is no check', () => {
    expect(checkStatus(null, '2026-03-05')).toBe('NOT_REQUESTED');
  });
});

const concurred = (code: AuthorityCode, at = '2026-03-05T04:00:00Z') => check(code, '2026-04-03', ['CONCURRED', at]);
const objected = (code: AuthorityCode, at = '2026-03-06T04:00:00Z') => check(code, '2026-04-03', ['OBJECTED', at]);
const pending = (code: AuthorityCode, dueOn = '2026-04-03') => check(code, dueOn);
const silent = (code: AuthorityCode) => check(code, '2026-03-09');

describe('the clearance', () => {
  const TODAY = '2026-03-10';
  const required: AuthorityCode[] = ['KNB', 'MIA', 'BERKUT'];

  it.each<[string, AuthorityCheck[], string, string | null]>([
    ['every required authority concurred', [concurred('KNB'), concurred('MIA'), concurred('BERKUT')], 'ANSWERED', 'CLEARED'],
    ['one objected', [concurred('KNB'), objected('MIA'), concurred('BERKUT')], 'ANSWERED', 'OBJECTED'],
    ['one objected and another is silent', [silent('KNB'), objected('MIA'), pending('BERKUT')], 'ANSWERED', 'OBJECTED'],
    ['one is past its term', [concurred('KNB'), silent('MIA'), concurred('BERKUT')], 'NOT_DETERMINED', null],
    ['one is past its term, another within', [pending('KNB'), silent('MIA'), concurred('BERKUT')], 'NOT_DETERMINED', null],
    ['one is within its term', [concurred('KNB'), pending('MIA'), concurred('BERKUT')], 'PENDING', null],
    ['one is within its term, another was forgotten', [concurred('KNB'), pending('MIA')], 'PENDING', null],
    ['one was forgotten', [concurred('KNB'), concurred('MIA')], 'NOT_REQUESTED', null],
    ['none was asked', [], 'NOT_REQUESTED', null],
    ['another that nobody requires concurred in place of a required one', [concurred('KNB'), concurred('MIA'), concurred('NATIONAL_REGISTER')], 'NOT_REQUESTED', null],
  ])('where %s', (_, checks, status, outcome) => {
    expect(clearanceOf(required, checks, TODAY)).toMatchObject({ status, outcome });
  });

  it('is never given without the national security bodies, also where no policy names them', () => {
    expect(clearanceOf(['MIA'], [concurred('MIA')], TODAY)).toMatchObject({ status: 'NOT_REQUESTED', outcome: null });
    expect(clearanceOf([], [], TODAY)).toMatchObject({ status: 'NOT_REQUESTED', outcome: null });
  });

  it('was true when the oldest of the answers was given that it rests on', () => {
    const cleared = [concurred('KNB', '2026-03-07T04:00:00Z'), concurred('MIA', '2026-03-04T04:00:00Z'), concurred('BERKUT')];
    expect(clearanceOf(required, cleared, TODAY).asOf).toEqual(new Date('2026-03-04T04:00:00Z'));
    const refused = [concurred('KNB', '2026-03-03T04:00:00Z'), objected('MIA', '2026-03-08T04:00:00Z'), objected('BERKUT', '2026-03-07T04:00:00Z')];
    expect(clearanceOf(required, refused, TODAY).asOf).toEqual(new Date('2026-03-07T04:00:00Z'));
  });

  it('has no time of its own while it is open', () => {
    expect(clearanceOf(required, [concurred('KNB'), silent('MIA')], TODAY)).toMatchObject({ asOf: null, nextDueOn: null });
  });

  it('names the first due day of those still waited for', () => {
    const checks = [pending('KNB', '2026-04-03'), pending('MIA', '2026-03-12'), concurred('BERKUT')];
    expect(clearanceOf(required, checks, TODAY).nextDueOn).toBe('2026-03-12');
  });
});

const codes = (track: Parameters<typeof requiredAuthorities>[0], date: string) => requiredAuthorities(track, date).map(({ code }) => code);

describe('the authorities that a case must be checked by', () => {

  it('are the national security bodies alone until the day before the pilot', () => {
    expect(codes('GENERAL', '2026-02-12')).toEqual(['KNB']);
  });

  it.each(['GENERAL', 'KANDAS', 'IN_DEMAND_PROFESSION'] as const)('are all four on the track %s from the first day of the pilot', (track) => {
    expect(codes(track, '2026-02-13')).toEqual(['KNB', 'MIA', 'BERKUT', 'NATIONAL_REGISTER']);
  });

  it('are two for digital nomads, of which the MIA has three working days', () => {
    const checks = plannedChecks({ applicationId: 'case-1', track: 'DIGITAL_NOMAD', requestedOn: '2026-03-05', requestedAt: REQUESTED_AT });
    // Thursday; Monday 9 March is off for Women's Day on Sunday.
    expect(checks.map(({ authorityCode, dueOn }) => [authorityCode, dueOn])).toEqual([
      ['KNB', '2026-04-08'],
      ['MIA', '2026-03-11'],
    ]);
  });

  it('are unknown on a day without a policy, which is said instead of guessed', () => {
    expect(() => requiredAuthorities('GENERAL', '2016-12-31')).toThrow('policy authorities has no value in force on 2016-12-31');
  });
});
