// Rule 18: state-of-citizenship consent is multi-valued; "this state issues none" differs from "missing".

import { expect } from 'vitest';
import { proveRule } from '../kit/proveRule.js';
import { applicant, CLEARED, readyCase, TODAY } from '../subgraphs/applicants/caseBuilder.js';
import { useTestRegister } from '../subgraphs/applicants/testRegister.js';

const register = useTestRegister();

proveRule({
  number: 18,
  title: 'a missing consent of the state stands in the way, one that the state does not issue is another fact',
  module: 'subgraphs/applicants/rules/stateConsent.ts',
  swapFor: { stateConsent: () => 'PROVIDED' },
  body: async () => {
    const { moveCase } = await import('../../subgraphs/applicants/store/moveCase.js');
    const { readCase } = await import('../../subgraphs/applicants/store/readCase.js');
    const { caseFacts } = await import('../../subgraphs/applicants/rules/caseFacts.js');
    const certify = async (citizenship: string, ties: readonly 'ETHNIC_KAZAKH'[] = []) => {
      const applicationId = await register.given('DECISION', (id) => ({
        applicant: applicant(`${id}-person`, { citizenship }),
        ties,
        documents: readyCase(id).documents.filter(({ type }) => type !== 'STATE_CONSENT'),
      }));
      const record = await register.inTransaction((transaction) => readCase(transaction, applicationId));
      const move = { applicationId, to: 'CERTIFIED', on: TODAY, evidence: CLEARED, decision: { decidedBy: 'officer', ground: null } } as const;
      const { kind } = await register.inTransaction((transaction) => moveCase(transaction, move));
      return [caseFacts(record!, TODAY).stateConsent, kind];
    };
    expect(await certify('UZB')).toEqual(['MISSING', 'refused']);
    expect(await certify('RUS')).toEqual(['NOT_ISSUED_BY_STATE', 'allowed']);
    expect(await certify('CHN')).toEqual(['MISSING', 'refused']);
    expect(await certify('CHN', ['ETHNIC_KAZAKH'])).toEqual(['EXEMPT', 'allowed']);
  },
});
