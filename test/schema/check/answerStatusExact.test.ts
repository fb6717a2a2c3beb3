// A status that one agency does not know, or that a caller passes in, would lose its meaning.

import { describe, expect, it } from 'vitest';
import { ANSWER_STATUS_SDL, composeEdited, findingsOf, problemsOf } from '../world.js';

const RULE = 'answerStatusExact';

describe('answerStatusExact', () => {
  it('refuses a missing and an unknown value and names both', () => {
    const result = composeEdited('labour-demand', ANSWER_STATUS_SDL, ANSWER_STATUS_SDL.replace('PENDING', 'WAITING'));
    expect(problemsOf(RULE, result)).toMatchObject([
      {
        agency: 'labour-demand',
        place: 'AnswerStatus',
        line: 3,
        message:
          'AnswerStatus lacks PENDING and has WAITING, which the contract does not know: a rule elsewhere could not tell what the status means.',
        mend: `Write ${ANSWER_STATUS_SDL}.`,
      },
    ]);
  });

  it.each([
    ['an argument', 'employer(bin: ID!): Employer', 'employer(bin: ID!, status: AnswerStatus): Employer', 'Query.employer(status:)'],
    ['a list argument', 'employer(bin: ID!): Employer', 'employer(bin: ID!, status: [AnswerStatus!]!): Employer', 'Query.employer(status:)'],
    ['a field of an input', 'employer(bin: ID!): Employer }', 'employer(bin: ID!, by: By): Employer } input By { status: AnswerStatus }', 'By.status'],
  ])('refuses the status as %s', (_case, from, to, place) => {
    expect(findingsOf(RULE, 'labour-demand', from, to)).toEqual([`labour-demand ${place}:5`]);
  });

  it('accepts the status in a type that is no answer itself', () => {
    expect(composeEdited('labour-demand', 'openPlaces: Int', 'openPlaces: Int gap: Gap } type Gap { status: AnswerStatus!')).toMatchObject({
      kind: 'composed',
    });
  });
});
