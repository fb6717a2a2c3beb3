// A computed score together with the identity of the table it came from: the table stays with the score
// when newer ones are loaded.

import type { QuestionnaireAnswer, Score } from '../model.js';
import type { ScoreTable } from '../policy/ScoreTable.js';
import { computeScore } from './computeScore.js';

export function scoreOf(applicationId: string, answers: readonly QuestionnaireAnswer[], table: ScoreTable): Score {
  const { version, illustrative, description } = table;
  return { applicationId, ...computeScore(answers, table), table: { version, illustrative, description } };
}
