import { describe, expect, it } from 'vitest';
import { decodeCaller, encodeCaller, type Caller } from '../../../schema/contract/Caller.js';

const OFFICER: Caller = { issuer: 'https://issuer.test', subject: 'қызметкер-1', scopes: ['case:read'], regions: ['10', '35'] };

function headerOf(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}

describe('a caller', () => {
  it.each([
    ['an officer', OFFICER],
    ['an applicant', { ...OFFICER, scopes: [], regions: [], applicantId: 'applicant-000001' }],
    ['an employer', { ...OFFICER, employerBin: '990440000017' }],
    ['an authority', { ...OFFICER, authority: 'KNB' }],
  ])('that is %s travels as it is', (_who, caller) => {
    const header = encodeCaller(caller);
    expect(header).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(decodeCaller(header)).toEqual(caller);
  });

  it.each([
    ['nothing', ''],
    ['no base64url', 'a b'],
    ['padding', `${headerOf(OFFICER)}=`],
    ['no JSON', headerOf('{')],
    ['a list', headerOf([OFFICER])],
    ['null', headerOf(null)],
    ['no subject', headerOf({ ...OFFICER, subject: undefined })],
    ['an empty subject', headerOf({ ...OFFICER, subject: '' })],
    ['scopes that are one text', headerOf({ ...OFFICER, scopes: 'case:read' })],
    ['a region that is a number', headerOf({ ...OFFICER, regions: [10] })],
    ['an employer that is null', headerOf({ ...OFFICER, employerBin: null })],
    ['a member that the contract does not know', headerOf({ ...OFFICER, onlyUntil: '2026-01-01' })],
    ['an inherited name', headerOf('{"issuer":"i","subject":"s","scopes":[],"regions":[],"constructor":"x"}')],
  ])('is not read from %s', (_what, header) => {
    expect(decodeCaller(header)).toBeUndefined();
  });
});
