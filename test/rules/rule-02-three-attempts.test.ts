// Rule 2: at most three test attempts.

import { expect } from 'vitest';
import { proveRule } from '../kit/proveRule.js';
import { attempt } from '../subgraphs/applicants/caseBuilder.js';
import { useTestRegister } from '../subgraphs/applicants/testRegister.js';

const register = useTestRegister();

proveRule({
  number: 2,
  title: 'the language test is taken at most three times',
  module: 'subgraphs/applicants/rules/hasAttemptLeft.ts',
  swapFor: { hasAttemptLeft: () => true },
  body: async () => {
    const { recordAttempt } = await import('../../subgraphs/applicants/store/recordAttempt.js');
    const afterTaking = async (taken: number) => {
      const applicationId = await register.given('LANGUAGE_TEST', (id) => ({
        attempts: Array.from({ length: taken }, (_, index) => attempt(id, index + 1, 5, 5)),
      }));
      const { id: _id, number: _number, ...next } = attempt(applicationId, 0, 30, 30);
      return register.inTransaction((transaction) => recordAttempt(transaction, next));
    };
    expect(await afterTaking(2)).toEqual({ kind: 'allowed' });
    expect(await afterTaking(3)).toEqual({ kind: 'refused', reason: 'NO_ATTEMPT_LEFT' });
  },
});
