// Rule 7: no residence without a positive concurrence; silence or timeout is never consent.

import { expect } from 'vitest';
import { ANSWER_STATUSES } from '../../schema/contract/AnswerStatus.js';
import type { Evidence } from '../../subgraphs/applicants/model.js';
import { proveRule } from '../kit/proveRule.js';
import { CLEARED, TODAY } from '../subgraphs/applicants/caseBuilder.js';
import { useTestRegister } from '../subgraphs/applicants/testRegister.js';

const register = useTestRegister();

/** Everything but the one answer that is consent. */
const NO_CONSENT: readonly Evidence['clearance'][] = [
  null,
  ...ANSWER_STATUSES.map((status) => ({ status, outcome: null })),
  { status: 'ANSWERED', outcome: 'OBJECTED' },
  // An outcome without an answer is not to be believed.
  ...ANSWER_STATUSES.filter((status) => status !== 'ANSWERED').map((status) => ({ status, outcome: 'CLEARED' as const })),
];

proveRule({
  number: 7,
  title: 'nothing but an answer that says CLEARED carries a case to decision, certificate or readiness',
  module: 'subgraphs/applicants/rules/isCleared.ts',
  swapFor: { isCleared: () => true },
  body: async () => {
    const { moveCase } = await import('../../subgraphs/applicants/store/moveCase.js');
    const { readCase } = await import('../../subgraphs/applicants/store/readCase.js');
    const { caseFacts } = await import('../../subgraphs/applicants/rules/caseFacts.js');
    const { readiness } = await import('../../subgraphs/applicants/rules/readiness.js');
    const decision = { decidedBy: 'officer', ground: null };
    const interviewed = await register.given('INTERVIEW');
    const decided = await register.given('DECISION');

    for (const clearance of NO_CONSENT) {
      const evidence = { ...CLEARED, clearance };
      for (const [applicationId, to] of [[interviewed, 'DECISION'], [decided, 'CERTIFIED']] as const) {
        const result = await register.inTransaction((transaction) => moveCase(transaction, { applicationId, to, on: TODAY, evidence, decision }));
        expect(result).toEqual({ kind: 'refused', reason: 'NOT_CLEARED' });
      }
      const record = await register.inTransaction((transaction) => readCase(transaction, decided));
      expect(readiness(caseFacts(record!, TODAY), evidence)).toMatchObject({ ready: false, missing: [{ code: 'CLEARANCE' }] });
    }
    const move = { applicationId: decided, to: 'CERTIFIED', on: TODAY, evidence: CLEARED, decision } as const;
    expect(await register.inTransaction((transaction) => moveCase(transaction, move))).toEqual({ kind: 'allowed' });
  },
});
