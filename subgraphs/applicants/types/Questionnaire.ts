// Language test, questionnaire and score of a case.

import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { PERSONAL_DATA } from '../../kit/schema/personalData.js';
import { DateScalar } from '../../kit/schema/scalars.js';
import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { QuestionnaireState } from '../rules/questionnaireState.js';
import { QuestionKindEnum, QuestionnaireStateEnum } from './enums.js';

@ObjectType({ description: 'One block of a language test.' })
export class TestBlock {
  @Field(() => Int, { description: 'Right answers.' })
  correct: number;

  @Field(() => Int, { description: 'Questions.' })
  total: number;

  @Field(() => Float, { description: 'Right answers by questions, 0 to 1, for display; the rule counts in whole numbers.' })
  ratio: number;
}

@ObjectType({ description: 'An attempt at the Kazakh test (KAZTEST).' })
export class LanguageTestAttempt {
  @Field(() => ID)
  id: string;

  @Field(() => DateScalar)
  takenOn: CalendarDate;

  @Field(() => TestBlock)
  listening: TestBlock;

  @Field(() => TestBlock)
  reading: TestBlock;

  @Field(() => Boolean, { description: 'Each block reaches the minimum, whatever the mean.' })
  passed: boolean;
}

@ObjectType({ description: 'One of the answers that a question offers.' })
export class QuestionOption {
  @Field(() => ID)
  code: string;

  @Field(() => String)
  text: string;
}

@ObjectType({ description: 'A question of the form.' })
export class Question {
  @Field(() => ID)
  code: string;

  @Field(() => String)
  text: string;

  @Field(() => QuestionKindEnum)
  kind: 'CHOICE' | 'MULTIPLE_CHOICE';

  @Field(() => [QuestionOption])
  options: QuestionOption[];
}

@ObjectType({ description: 'The questions as of one version.' })
export class QuestionnaireForm {
  @Field(() => String)
  version: string;

  @Field(() => Boolean, { description: 'True: made up after the published names of the criteria; the real form is not public.' })
  illustrative: boolean;

  @Field(() => [Question])
  questions: Question[];
}

@ObjectType('QuestionnaireAnswer', { description: 'What the applicant chose for one question.' })
export class QuestionnaireAnswerType {
  @Field(() => Question)
  question: Question;

  @Field(() => [QuestionOption], { description: 'Those chosen, in the order of the form; none where nothing of a list fits.' })
  options: QuestionOption[];
}

@ObjectType({ description: 'The digital questionnaire of a case.' })
export class Questionnaire {
  @Field(() => QuestionnaireStateEnum)
  state: QuestionnaireState;

  @Field(() => QuestionnaireForm, { description: 'The form the case is bound to by its date.' })
  form: QuestionnaireForm;

  @Field(() => DateScalar, { nullable: true })
  submittedOn: CalendarDate | null;

  @Directive(PERSONAL_DATA)
  @Field(() => [QuestionnaireAnswerType], { description: 'Empty until it is submitted.' })
  answers: QuestionnaireAnswerType[];
}

@ObjectType('ScoreContribution', { description: 'What one criterion adds to a score, or takes from it.' })
export class ScoreContributionType {
  @Field(() => String)
  criterion: string;

  @Field(() => Int)
  points: number;
}

@ObjectType('ScoreTable', { description: 'The version of the table that a score was computed from.' })
export class ScoreTableType {
  @Field(() => String)
  version: string;

  @Field(() => Boolean, { description: 'True: the points are made up; the real ones are not public.' })
  illustrative: boolean;

  @Field(() => String)
  description: string;
}

@ObjectType('Score', { description: 'What the applicant’s own answers come to. Computed, never entered.' })
export class ScoreType {
  @Field(() => Int)
  total: number;

  @Field(() => Int, { description: 'The total that goes on to the check by the authorities, on the case’s date.' })
  threshold: number;

  @Field(() => Boolean, { description: 'Whether the total reaches the threshold; exactly is enough.' })
  passed: boolean;

  @Field(() => [ScoreContributionType], { description: 'Points of every criterion, also of those that gave none.' })
  contributions: ScoreContributionType[];

  @Field(() => ScoreTableType)
  table: ScoreTableType;
}
