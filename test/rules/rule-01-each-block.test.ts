// Rule 1: the language test fails if either block is below 30 %, whatever the mean.

import { expect } from 'vitest';
import { proveRule } from '../kit/proveRule.js';
import { attempt, CLEARED, TODAY } from '../subgraphs/applicants/caseBuilder.js';
import { useTestRegister } from '../subgraphs/applicants/testRegister.js';

const register = useTestRegister();

proveRule({
  number: 1,
  title: 'a language test fails if either block is below 30 %, whatever the mean',
  module: 'subgraphs/applicants/rules/passesBlocks.ts',
  swapFor: { passesBlocks: () => true },
  body: async () => {
    const { moveCase } = await import('../../subgraphs/applicants/store/moveCase.js');
    const moveAfter = async (listening: number, reading: number) => {
      const applicationId = await register.given('LANGUAGE_TEST', (id) => ({ attempts: [attempt(id, 1, listening, reading)] }));
      const move = { applicationId, to: 'QUESTIONNAIRE', on: TODAY, evidence: CLEARED, decision: null } as const;
      return register.inTransaction((transaction) => moveCase(transaction, move));
    };
    const failed = { kind: 'refused', reason: 'LANGUAGE_TEST_NOT_PASSED' };
    expect(await moveAfter(30, 8)).toEqual(failed);
    expect(await moveAfter(8, 30)).toEqual(failed);
    expect(await moveAfter(9, 9)).toEqual({ kind: 'allowed' });
    expect(await moveAfter(10, 10)).toEqual({ kind: 'allowed' });
  },
});
