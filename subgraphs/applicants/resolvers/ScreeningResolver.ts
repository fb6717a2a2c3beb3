// Language test, questionnaire and score of a case.

import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { FOR_CASE_WORK } from '../../kit/schema/accessDirectives.js';
import { PERSONAL_DATA } from '../../kit/schema/personalData.js';
import type { ApplicantsContext } from '../context.js';
import type { QuestionnaireSubmission, TestBlock as Block } from '../model.js';
import { languageTestPolicy } from '../policy/languageTest.js';
import { judgedOn } from '../policy/pilot.js';
import type { QuestionnaireForm as Form } from '../policy/QuestionnaireForm.js';
import { scoreThreshold } from '../policy/scoreThreshold.js';
import { versionInForce } from '../policy/versionInForce.js';
import { meetsThreshold } from '../rules/meetsThreshold.js';
import { passesLanguageTest } from '../rules/passesLanguageTest.js';
import { questionnaireState } from '../rules/questionnaireState.js';
import { Application } from '../types/Application.js';
import { LanguageTestAttempt, Questionnaire, ScoreType, type QuestionnaireAnswerType, type TestBlock } from '../types/Questionnaire.js';
import { loadCaseFacts } from './loadCaseFacts.js';

@Resolver(() => Application)
export class ScreeningResolver {
  @Directive(PERSONAL_DATA)
  @Directive(FOR_CASE_WORK)
  @FieldResolver(() => [LanguageTestAttempt], { nullable: true, description: 'In the order they were taken.' })
  async languageTests(@Root() application: Application, @Ctx() context: ApplicantsContext): Promise<LanguageTestAttempt[]> {
    const attempts = await context.attemptsOfApplication.load(application.id);
    const policy = languageTestPolicy(judgedOn(application.submittedOn));
    return attempts.map((attempt) => ({
      ...attempt,
      listening: withRatio(attempt.listening),
      reading: withRatio(attempt.reading),
      passed: passesLanguageTest(attempt, policy),
    }));
  }

  @Directive(FOR_CASE_WORK)
  @FieldResolver(() => Questionnaire, { nullable: true })
  async questionnaire(@Root() application: Application, @Ctx() context: ApplicantsContext): Promise<Questionnaire> {
    const [facts, submission] = await Promise.all([
      loadCaseFacts(application.id, context),
      context.submissionOfApplication.load(application.id),
    ]);
    const form = formOf(submission, application, context);
    return {
      state: questionnaireState(facts),
      form,
      submittedOn: submission?.submittedOn ?? null,
      answers: submission === null ? [] : answersOf(form, submission),
    };
  }

  @Directive(PERSONAL_DATA)
  @Directive(FOR_CASE_WORK)
  @FieldResolver(() => ScoreType, { nullable: true, description: 'Null until the questionnaire is submitted, and on tracks without one.' })
  async score(@Root() application: Application, @Ctx() context: ApplicantsContext): Promise<ScoreType | null> {
    const score = await context.scoreOfApplication.load(application.id);
    if (score === null) return null;
    const threshold = scoreThreshold(judgedOn(application.submittedOn));
    const { total, contributions, table } = score;
    return { total, threshold, passed: meetsThreshold(total, threshold), contributions: [...contributions], table };
  }
}

function withRatio({ correct, total }: Block): TestBlock {
  return { correct, total, ratio: correct / total };
}

/** A questionnaire that was submitted keeps its form; another gets the one in force on the case's date. */
function formOf(submission: QuestionnaireSubmission | null, application: Application, { scoring }: ApplicantsContext): Form {
  if (submission === null) return versionInForce('questionnaire form', scoring.forms, judgedOn(application.submittedOn));
  const form = scoring.forms.find(({ version }) => version === submission.formVersion);
  if (form === undefined) throw new Error(`the questionnaire form ${submission.formVersion} is not loaded: QUESTIONNAIRE_FORM_FILE must keep the forms in use`);
  return form;
}

/** In the order of the form. */
function answersOf({ questions }: Form, { answers }: QuestionnaireSubmission): QuestionnaireAnswerType[] {
  return questions.flatMap((question) => {
    const answer = answers.find(({ questionCode }) => questionCode === question.code);
    if (answer === undefined) return [];
    return [{ question, options: question.options.filter(({ code }) => answer.optionCodes.includes(code)) }];
  });
}
