// Takes a filled-in questionnaire, and computes its score from the table that the case's date binds it to.

import type { Transaction } from 'kysely';
import { badInput } from '../../kit/errors/badInput.js';
import { insertRows } from '../../kit/store/insertRows.js';
import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { QuestionnaireAnswer } from '../model.js';
import { judgedOn } from '../policy/pilot.js';
import type { QuestionnaireForm } from '../policy/QuestionnaireForm.js';
import type { Scoring } from '../policy/Scoring.js';
import { versionInForce } from '../policy/versionInForce.js';
import { caseFacts } from '../rules/caseFacts.js';
import { questionnaireState } from '../rules/questionnaireState.js';
import { scoreOf } from '../rules/scoreOf.js';
import { ALLOWED, refused } from '../rules/Verdict.js';
import type { Database } from './Database.js';
import { answerRow, scoreRow } from './insertCases.js';
import type { MoveResult } from './moveCase.js';
import { readCase } from './readCase.js';

export interface FilledQuestionnaire {
  readonly applicationId: string;
  readonly submittedOn: CalendarDate;
  readonly answers: readonly QuestionnaireAnswer[];
}

/** @throws GraphQLError BAD_USER_INPUT for answers that the form does not offer, or leaves open. */
export async function submitQuestionnaire(
  transaction: Transaction<Database>,
  scoring: Scoring,
  filled: FilledQuestionnaire,
): Promise<MoveResult> {
  const record = await readCase(transaction, filled.applicationId);
  if (record === null) return { kind: 'unknown' };
  const state = questionnaireState(caseFacts(record, filled.submittedOn));
  if (state === 'LOCKED') return refused('NO_KAZTEST_CERTIFICATE');
  if (state === 'SUBMITTED') return refused('QUESTIONNAIRE_SUBMITTED_BEFORE');
  if (record.application.stage !== 'QUESTIONNAIRE') return refused('NOT_THE_NEXT_STAGE');

  const date = judgedOn(record.application.submittedOn);
  const form = versionInForce('questionnaire form', scoring.forms, date);
  checkAnswers(form, filled.answers);
  const { applicationId, submittedOn, answers } = filled;
  await transaction
    .insertInto('questionnaire_submission')
    .values({ application_id: applicationId, form_version: form.version, submitted_on: submittedOn })
    .execute();
  await insertRows(transaction, 'questionnaire_answer', answers.map((answer) => answerRow(applicationId, answer)));
  await transaction
    .insertInto('score')
    .values(scoreRow(scoreOf(applicationId, answers, versionInForce('score table', scoring.tables, date))))
    .execute();
  return ALLOWED;
}

function checkAnswers({ questions }: QuestionnaireForm, answers: readonly QuestionnaireAnswer[]): void {
  const asked = new Set(questions.map(({ code }) => code));
  const unknown = answers.find(({ questionCode }) => !asked.has(questionCode));
  if (unknown) throw badInput(`the form has no question ${unknown.questionCode}`);
  for (const { code, kind, options } of questions) {
    const given = answers.filter(({ questionCode }) => questionCode === code);
    const chosen = given.flatMap(({ optionCodes }) => optionCodes);
    if (given.length !== 1) throw badInput(`question ${code} must be answered once, got ${given.length} answers`);
    if (kind === 'CHOICE' && chosen.length !== 1) throw badInput(`question ${code} takes one option, got ${chosen.length}`);
    if (new Set(chosen).size !== chosen.length) throw badInput(`question ${code} was given the same option twice`);
    const strange = chosen.find((option) => !options.some((one) => one.code === option));
    if (strange !== undefined) throw badInput(`question ${code} has no option ${strange}`);
  }
}
