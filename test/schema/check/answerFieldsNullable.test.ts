// The gateway can write an answer in an agency's place only where its fields may be null.

import { describe, expect, it } from 'vitest';
import { composeEdited, findingsOf } from '../world.js';

const RULE = 'answerFieldsNullable';

describe('answerFieldsNullable', () => {
  it('refuses a non-null field of an answer and shows the nullable form', () => {
    const result = composeEdited('labour-demand', 'openPlaces: Int', '\n  openPlaces: Int!');
    expect(result).toMatchObject({
      kind: 'rejected',
      problems: [{ rule: RULE, agency: 'labour-demand', place: 'DemandMatch.openPlaces', line: 10, mend: 'Write openPlaces: Int.' }],
    });
  });

  it('refuses a non-null list of an answer, whatever its items are', () => {
    expect(findingsOf(RULE, 'labour-demand', 'employers: [Employer!]', 'employers: [Employer]!')).toEqual([
      'labour-demand DemandMatch.employers:9',
    ]);
  });

  it('accepts agency and status as non-null, and non-null items in a nullable list', () => {
    expect(findingsOf(RULE, 'labour-demand', 'openPlaces: Int', 'openPlaces: Int years: [Int!]')).toEqual([]);
  });

  it('accepts the thin external form in which another agency reads an answer', () => {
    expect(
      composeEdited(
        'applicants',
        'track: String!',
        'track: String! demandMatch: DemandMatch! @external ready: Boolean! @requires(fields: "demandMatch { openPlaces }") } type DemandMatch { openPlaces: Int @external } type Unused { id: ID',
      ),
    ).toMatchObject({ kind: 'composed' });
  });
});
