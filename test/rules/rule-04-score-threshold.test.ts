// Rule 4: a score below 400 stops the case before any inter-agency check; exactly 400 passes.

import { expect } from 'vitest';
import { proveRule } from '../kit/proveRule.js';
import { CLEARED, TODAY } from '../subgraphs/applicants/caseBuilder.js';
import { useTestRegister } from '../subgraphs/applicants/testRegister.js';

const register = useTestRegister();

proveRule({
  number: 4,
  title: 'a score below 400 stops the case before any authority is asked, exactly 400 passes',
  module: 'subgraphs/applicants/rules/meetsThreshold.ts',
  swapFor: { meetsThreshold: () => true },
  body: async () => {
    const { moveCase } = await import('../../subgraphs/applicants/store/moveCase.js');
    const moveWith = async (scoreTotal: number) => {
      const applicationId = await register.given('QUESTIONNAIRE', () => ({ scoreTotal }));
      const move = { applicationId, to: 'INTER_AGENCY_CHECK', on: TODAY, evidence: CLEARED, decision: null } as const;
      return register.inTransaction((transaction) => moveCase(transaction, move));
    };
    expect(await moveWith(399)).toEqual({ kind: 'refused', reason: 'SCORE_BELOW_THRESHOLD' });
    expect(await moveWith(400)).toEqual({ kind: 'allowed' });
    expect(await moveWith(401)).toEqual({ kind: 'allowed' });
  },
});
