// Answers to a questionnaire that agree with what is known of the person and come to a wanted total: the
// seed computes scores as everyone does, so it has to find answers first.

import type { SeededRandom } from '../../kit/synthetic/seededRandom.js';
import type { QuestionnaireAnswer } from '../model.js';
import type { Question, QuestionnaireForm } from '../policy/QuestionnaireForm.js';
import type { ScoreTable } from '../policy/ScoreTable.js';
import { computeScore } from '../rules/computeScore.js';
import type { KnownAnswers } from './knownAnswers.js';

/** What the answers are given to and scored by, and those that are not free. */
export interface Answering {
  readonly form: QuestionnaireForm;
  readonly table: ScoreTable;
  readonly known: KnownAnswers;
}

/** Answers to one question, and what they add to the total. */
interface Choice {
  readonly answer: QuestionnaireAnswer;
  readonly points: number;
}

/**
 * Draws answers until `wanted` likes their total.
 * @throws Error when the table seems to have none: a loaded table may reach other totals than the shipped one
 */
export function drawAnswers({ form, table, known }: Answering, random: SeededRandom, wanted: (total: number) => boolean): QuestionnaireAnswer[] {
  for (let round = 0; round < 10_000; round += 1) {
    const answers = form.questions.map((question) => knownAnswer(question, known) ?? drawAnswer(question, random));
    if (wanted(computeScore(answers, table).total)) return answers;
  }
  throw new Error(`no answers with the wanted total were found for score table ${table.version}`);
}

function drawAnswer({ code, kind, options }: Question, random: SeededRandom): QuestionnaireAnswer {
  const optionCodes = kind === 'CHOICE' ? [random.pick(options).code] : options.filter(() => random.chance(0.4)).map((option) => option.code);
  return { questionCode: code, optionCodes };
}

/** Null where the answer is free, or the form does not offer what is known. */
function knownAnswer({ code, options }: Question, known: KnownAnswers): QuestionnaireAnswer | null {
  const optionCodes = known.get(code);
  const offered = optionCodes?.every((option) => options.some((one) => one.code === option)) ?? false;
  return optionCodes !== undefined && offered ? { questionCode: code, optionCodes } : null;
}

/**
 * Answers whose total is exact: every total that the first k questions can reach, one question after
 * the other, each with the answers that lead there.
 * @throws Error when no answers reach it
 */
export function answersWithTotal({ form, table, known }: Answering, total: number): QuestionnaireAnswer[] {
  let reached = new Map<number, QuestionnaireAnswer[]>([[0, []]]);
  for (const question of form.questions) {
    const next = new Map<number, QuestionnaireAnswer[]>();
    for (const [sum, answers] of reached) {
      for (const { answer, points } of choicesOf(question, table, known)) {
        if (!next.has(sum + points)) next.set(sum + points, [...answers, answer]);
      }
    }
    reached = next;
  }
  const answers = reached.get(total);
  if (answers === undefined) throw new Error(`no answers come to ${total} points with score table ${table.version}`);
  return answers;
}

/** One option each, also for a question that takes several: enough totals are reached. */
function choicesOf(question: Question, table: ScoreTable, known: KnownAnswers): Choice[] {
  const certain = knownAnswer(question, known);
  const answers = certain === null ? question.options.map((option) => ({ questionCode: question.code, optionCodes: [option.code] })) : [certain];
  return answers.map((answer) => ({ answer, points: computeScore([answer], table).total }));
}
