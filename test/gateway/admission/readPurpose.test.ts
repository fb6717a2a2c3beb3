import { describe, expect, it } from 'vitest';
import { readPurpose } from '../../../gateway/admission/readPurpose.js';
import { NOTHING_STATED } from '../../../gateway/admission/StatedIdentity.js';
import { ClientError } from '../../../gateway/errors/ClientError.js';
import { Exchange } from '../../../gateway/Exchange.js';
import { systemClock } from '../../../gateway/util/Clock.js';
import { CASE_PURPOSES, PURPOSES } from '../../../schema/contract/purposes.js';

function read(purpose?: string, caseId?: string, consent?: string): Exchange {
  const exchange = new Exchange({ clock: systemClock });
  readPurpose({ ...NOTHING_STATED, purpose, caseId, consent }, exchange);
  return exchange;
}

function refusalOf(purpose?: string, caseId?: string, consent?: string): string {
  try {
    read(purpose, caseId, consent);
  } catch (error) {
    if (error instanceof ClientError && error.code === 'PURPOSE_REQUIRED') return error.message;
    throw error;
  }
  return 'not refused';
}

describe('what is stated is in the exchange', () => {
  it.each([
    ['nothing', undefined, undefined],
    ...PURPOSES.map((purpose): [string, string, string] => [purpose, purpose, 'case-000001']),
    ...PURPOSES.filter((purpose) => !CASE_PURPOSES.has(purpose)).map((purpose): [string, string, undefined] => [`${purpose}, without a case`, purpose, undefined]),
    ['a case alone', undefined, 'case-000001'],
    ['a case of 128 characters', 'case-work', 'c'.repeat(128)],
  ])('%s', (_what, purpose, caseId) => {
    expect(read(purpose, caseId)).toMatchObject({ purpose, caseId });
  });
});

describe('refused, with what to send instead', () => {
  const ONE_OF = 'The header x-purpose must be one of case-work, case-queue, security-check, employer-service, own-data, audit.';
  const ONE_CASE = 'The header x-case-id must be the id of one case: at most 128 letters, digits, dots, dashes and underscores.';
  it.each([
    ['a purpose of nobody', 'curiosity', 'case-1', ONE_OF],
    ['an empty purpose', '', 'case-1', ONE_OF],
    ['a purpose in capitals', 'Case-Work', 'case-1', ONE_OF],
    ['two purposes', 'audit, audit', undefined, ONE_OF],
    ['a name that every object has', 'constructor', undefined, ONE_OF],
    ['an empty case', 'audit', '', ONE_CASE],
    ['two cases', 'case-work', 'case-1, case-2', ONE_CASE],
    ['a case of 129 characters', 'case-work', 'c'.repeat(129), ONE_CASE],
    ['a case with a line break', 'case-work', 'case-1\n', ONE_CASE],
    ['a case that is not well formed, without a purpose', undefined, '../case', ONE_CASE],
    ['work on a case without one', 'case-work', undefined, 'The purpose case-work concerns a case: send its id in the header x-case-id.'],
    ['a check without a case', 'security-check', undefined, 'The purpose security-check concerns a case: send its id in the header x-case-id.'],
  ])('%s', (_what, purpose, caseId, says) => {
    expect(refusalOf(purpose, caseId)).toBe(says);
  });
});

describe('the reference of a consent', () => {
  it.each([
    ['a number', '7'],
    ['a UUID', '0f0c1d1e-6f0e-4c3e-9d55-0a1b2c3d4e5f'],
    ['a URN', 'urn:consent:2026/11_27~1'],
    ['base64', 'q2+/Zw=='],
    ['256 characters', 'c'.repeat(256)],
  ])('is in the exchange as it was sent, also without a purpose: %s', (_what, consent) => {
    expect(read(undefined, undefined, consent)).toMatchObject({ purpose: undefined, caseId: undefined, consent });
  });

  it.each([
    ['empty', ''],
    ['two of them', 'consent-1, consent-2'],
    ['of 257 characters', 'c'.repeat(257)],
    ['with a line break', 'consent-1\n'],
    ['with a quote', 'consent"1'],
    ['in other letters', 'келісім'],
  ])('is refused where it is not well formed: %s', (_what, consent) => {
    expect(refusalOf('case-work', 'case-1', consent)).toBe('The header x-consent must be the reference of one consent: at most 256 letters, digits and characters of . _ ~ + / = : -');
  });
});
