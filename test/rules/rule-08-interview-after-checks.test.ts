// Rule 8: the interview exists only if no check gave a ground for refusal.

import { expect } from 'vitest';
import type { Evidence } from '../../subgraphs/applicants/model.js';
import { proveRule } from '../kit/proveRule.js';
import { CLEARED, TODAY } from '../subgraphs/applicants/caseBuilder.js';
import { useTestRegister } from '../subgraphs/applicants/testRegister.js';

const register = useTestRegister();

proveRule({
  number: 8,
  title: 'the interview takes place only after every check has ended without a ground for refusal',
  module: 'subgraphs/applicants/rules/mayInterview.ts',
  swapFor: { mayInterview: () => ({ kind: 'allowed' }) },
  body: async () => {
    const { moveCase } = await import('../../subgraphs/applicants/store/moveCase.js');
    const moveWith = async (clearance: Evidence['clearance']) => {
      const applicationId = await register.given('INTER_AGENCY_CHECK');
      const move = { applicationId, to: 'INTERVIEW', on: TODAY, evidence: { ...CLEARED, clearance }, decision: null } as const;
      return register.inTransaction((transaction) => moveCase(transaction, move));
    };
    expect(await moveWith({ status: 'ANSWERED', outcome: 'OBJECTED' })).toEqual({ kind: 'refused', reason: 'GROUND_FOR_REFUSAL' });
    expect(await moveWith({ status: 'PENDING', outcome: null })).toEqual({ kind: 'refused', reason: 'CHECKS_NOT_ENDED' });
    expect(await moveWith({ status: 'NOT_DETERMINED', outcome: null })).toEqual({ kind: 'refused', reason: 'CHECKS_NOT_ENDED' });
    expect(await moveWith({ status: 'NO_RECORD', outcome: null })).toEqual({ kind: 'refused', reason: 'CHECKS_NOT_ENDED' });
    expect(await moveWith({ status: 'ANSWERED', outcome: 'CLEARED' })).toEqual({ kind: 'allowed' });
  },
});
