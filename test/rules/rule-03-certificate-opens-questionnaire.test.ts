// Rule 3: the questionnaire cannot open before a KAZTEST certificate exists.

import { expect } from 'vitest';
import { proveRule } from '../kit/proveRule.js';
import { CLEARED, document, TODAY } from '../subgraphs/applicants/caseBuilder.js';
import { useTestRegister } from '../subgraphs/applicants/testRegister.js';

const register = useTestRegister();

proveRule({
  number: 3,
  title: 'the questionnaire cannot open before a KAZTEST certificate exists',
  module: 'subgraphs/applicants/rules/hasKaztestCertificate.ts',
  swapFor: { hasKaztestCertificate: () => true },
  body: async () => {
    const { moveCase } = await import('../../subgraphs/applicants/store/moveCase.js');
    const { submitQuestionnaire } = await import('../../subgraphs/applicants/store/submitQuestionnaire.js');
    const { loadScoring } = await import('../../subgraphs/applicants/policy/loadScoring.js');
    const locked = { kind: 'refused', reason: 'NO_KAZTEST_CERTIFICATE' };
    const move = async (issuedOn: string | null) => {
      const applicationId = await register.given('LANGUAGE_TEST', (id) => ({
        documents: issuedOn === null ? [] : [document(`${id}-person`, 'KAZTEST_CERTIFICATE', { issuedOn })],
      }));
      const request = { applicationId, to: 'QUESTIONNAIRE', on: TODAY, evidence: CLEARED, decision: null } as const;
      return register.inTransaction((transaction) => moveCase(transaction, request));
    };
    expect(await move(null)).toEqual(locked);
    expect(await move('2026-04-21')).toEqual(locked);
    expect(await move(TODAY)).toEqual({ kind: 'allowed' });

    const applicationId = await register.given('QUESTIONNAIRE', () => ({ documents: [], submission: null, scoreTotal: null }));
    const filled = { applicationId, submittedOn: TODAY, answers: [] };
    expect(
      await register
        .inTransaction((transaction) => submitQuestionnaire(transaction, loadScoring(), filled))
        .catch(() => 'taken as far as its answers'),
    ).toEqual(locked);
  },
});
