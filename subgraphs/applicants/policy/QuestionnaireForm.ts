// The questionnaire as versioned data: which questions are asked, and which options each has.

import { Type, type Static } from 'typebox';
import { Day } from './ScoreTable.js';

const Code = Type.String({ pattern: '^[A-Z0-9_]{1,64}$' });

const QuestionOption = Type.Object({ code: Code, text: Type.String({ minLength: 1 }) }, { additionalProperties: false });

const Question = Type.Object(
  {
    code: Code,
    text: Type.String({ minLength: 1 }),
    kind: Type.Union([Type.Literal('CHOICE'), Type.Literal('MULTIPLE_CHOICE')]),
    options: Type.Array(QuestionOption, { minItems: 1 }),
  },
  { additionalProperties: false },
);

export const QuestionnaireForm = Type.Object(
  {
    version: Type.String({ minLength: 1 }),
    from: Day,
    illustrative: Type.Boolean({ description: 'True: the questions are made up after the published names of the criteria.' }),
    questions: Type.Array(Question, { minItems: 1 }),
  },
  { additionalProperties: false },
);

export const QuestionnaireFormFile = Type.Object(
  { forms: Type.Array(QuestionnaireForm, { minItems: 1 }) },
  { additionalProperties: false },
);

export type QuestionOption = Static<typeof QuestionOption>;
export type Question = Static<typeof Question>;
export type QuestionnaireForm = Static<typeof QuestionnaireForm>;
