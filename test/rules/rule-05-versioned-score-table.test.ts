// Rule 5: scores come from a versioned table bound to the case's date; the points are loaded, not coded.

import { expect } from 'vitest';
import type { Scoring } from '../../subgraphs/applicants/policy/Scoring.js';
import type { ScoreTable } from '../../subgraphs/applicants/policy/ScoreTable.js';
import { proveRule } from '../kit/proveRule.js';
import { application, TODAY } from '../subgraphs/applicants/caseBuilder.js';
import { useTestRegister } from '../subgraphs/applicants/testRegister.js';

const register = useTestRegister();

const table = (version: string, from: string, young: number): ScoreTable => ({
  version,
  from,
  illustrative: true,
  description: 'of a test',
  criteria: [{ criterion: 'AGE', question: 'AGE', points: { YOUNG: young } }],
});

const SCORING: Scoring = {
  tables: [table('spring', '2026-02-13', 410), table('summer', '2026-07-01', 390)],
  forms: [
    {
      version: 'a',
      from: '2026-02-13',
      illustrative: true,
      questions: [{ code: 'AGE', text: 'Age', kind: 'CHOICE', options: [{ code: 'YOUNG', text: 'Young' }] }],
    },
  ],
};

proveRule({
  number: 5,
  title: 'a score comes from the version of the table that was in force on the case’s date',
  module: 'subgraphs/applicants/policy/versionInForce.ts',
  // Agrees with any date: whatever is newest will do.
  swapFor: { versionInForce: (_what: string, versions: readonly unknown[]) => versions.at(-1) },
  body: async () => {
    const { submitQuestionnaire } = await import('../../subgraphs/applicants/store/submitQuestionnaire.js');
    const { CaseReader } = await import('../../subgraphs/applicants/store/CaseReader.js');
    const scoreOfCase = async (submittedOn: string) => {
      const applicationId = await register.given('QUESTIONNAIRE', (id) => ({
        application: application(id, { stage: 'QUESTIONNAIRE', submittedOn }),
        submission: null,
        scoreTotal: null,
      }));
      // Handed in when both versions exist: the case's own date decides.
      const filled = { applicationId, submittedOn: '2026-08-01', answers: [{ questionCode: 'AGE', optionCodes: ['YOUNG'] }] };
      await register.inTransaction((transaction) => submitQuestionnaire(transaction, SCORING, filled));
      const [score] = await new CaseReader(register.db()).scores([applicationId]);
      return [score?.table.version, score?.total];
    };
    expect(await scoreOfCase(TODAY)).toEqual(['spring', 410]);
    expect(await scoreOfCase('2026-06-30')).toEqual(['spring', 410]);
    expect(await scoreOfCase('2026-07-01')).toEqual(['summer', 390]);
  },
});
