// The personas are at home in the synthetic world: the keys in their tokens are those of seeded records.

import { expect, test } from 'vitest';
import { findPersona, PERSONA_NAMES } from '../../../cli/issuer/personas.js';
import { createSyntheticWorld } from '../../../subgraphs/kit/synthetic/createSyntheticWorld.js';
import { syntheticBin } from '../../../subgraphs/labour-demand/seed/syntheticBin.js';
import { AUTHORITY_REGISTER } from '../../../subgraphs/security-checks/policy/authorityRegister.js';

const { cases } = createSyntheticWorld({ seededOn: '2026-03-02', from: 1, count: 20 });
const first = cases.find(({ story }) => story === 'cleared-and-ready')!;

test('there is one for each kind of user', () => {
  expect(PERSONA_NAMES).toEqual(['officer', 'security-clerk', 'employer', 'applicant', 'ops', 'auditor']);
  expect(findPersona('toString')).toBeUndefined();
});

test('the officer works on the region of the first story, and not on every story’s', () => {
  const { regions } = findPersona('officer')!;
  expect(regions).toContain(first.regionCode);
  expect(cases.filter(({ story, regionCode }) => story !== null && !regions.includes(regionCode))).not.toEqual([]);
});

test('the applicant is the person of the first story', () => {
  expect(findPersona('applicant')).toMatchObject({ applicantId: first.applicantId });
});

test('the employer is the one that the first story brings', () => {
  expect(findPersona('employer')).toMatchObject({ employerBin: syntheticBin(first.number) });
});

test('the clerk’s authority stands in the register', () => {
  expect(AUTHORITY_REGISTER.map(({ code }) => code)).toContain(findPersona('security-clerk')?.authority);
});
