// Points of the questionnaire as versioned data. The real points are not public, so they are loaded
// from a file and never stand in code (loadScoring.ts).

import { Type, type Static } from 'typebox';

const Code = Type.String({ pattern: '^[A-Z0-9_]{1,64}$' });
export const Day = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$', description: 'First day in force, YYYY-MM-DD.' });

export const Criterion = Type.Object(
  {
    criterion: Type.String({ pattern: '^[A-Z0-9_]{1,64}$', description: 'Name of the criterion, as answers show it.' }),
    question: Type.String({ pattern: '^[A-Z0-9_]{1,64}$', description: 'Code of the question that it reads.' }),
    points: Type.Record(Code, Type.Integer({ minimum: -1000, maximum: 1000 }), {
      description: 'Points of each option; an option that is not named gives none. Of several chosen options the points add up.',
    }),
    maximum: Type.Optional(Type.Integer({ minimum: 0, description: 'The most that this criterion can give.' })),
  },
  { additionalProperties: false },
);

export const ScoreTable = Type.Object(
  {
    version: Type.String({ minLength: 1, description: 'Unique name; stays with every score computed from the table.' }),
    from: Day,
    illustrative: Type.Boolean({ description: 'True: the points are made up.' }),
    description: Type.String({ minLength: 1 }),
    criteria: Type.Array(Criterion, { minItems: 1 }),
  },
  { additionalProperties: false },
);

export const ScoreTableFile = Type.Object({ tables: Type.Array(ScoreTable, { minItems: 1 }) }, { additionalProperties: false });

export type Criterion = Static<typeof Criterion>;
export type ScoreTable = Static<typeof ScoreTable>;
