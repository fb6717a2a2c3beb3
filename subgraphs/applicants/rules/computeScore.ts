// The score of a questionnaire: the answers against a table of points, and nothing else.

import type { QuestionnaireAnswer, ScoreContribution } from '../model.js';
import type { Criterion, ScoreTable } from '../policy/ScoreTable.js';

export interface ComputedScore {
  readonly total: number;
  /** One per criterion of the table, in its order; also those that give nothing, so that a person sees why. */
  readonly contributions: readonly ScoreContribution[];
}

export function computeScore(answers: readonly QuestionnaireAnswer[], table: ScoreTable): ComputedScore {
  const contributions = table.criteria.map((criterion) => ({
    criterion: criterion.criterion,
    points: pointsOf(criterion, answers.find(({ questionCode }) => questionCode === criterion.question)?.optionCodes ?? []),
  }));
  return { total: contributions.reduce((sum, { points }) => sum + points, 0), contributions };
}

function pointsOf({ points, maximum }: Criterion, optionCodes: readonly string[]): number {
  const sum = optionCodes.reduce((total, code) => total + (Object.hasOwn(points, code) ? points[code]! : 0), 0);
  return maximum === undefined ? sum : Math.min(sum, maximum);
}
