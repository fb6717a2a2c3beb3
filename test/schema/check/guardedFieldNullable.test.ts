// What is refused to some must not take along what they may see.

import { describe, expect, it } from 'vitest';
import { composeEdited, findingsOf } from '../world.js';

const RULE = 'guardedFieldNullable';
const ONE = 'demandMatch: DemandMatch!';

describe('guardedFieldNullable', () => {
  it.each(['@authenticated', '@requiresScopes(scopes: [["case:read"]])', '@policy(policies: [["calm"]])'])('refuses a non-null field with %s and shows the nullable form', (guard) => {
    const result = composeEdited('applicants', 'track: String!', `track: String! note: String! ${guard}`);
    expect(result).toMatchObject({ kind: 'rejected', problems: [{ rule: RULE, agency: 'applicants', place: 'Application.note', line: 3, mend: 'Write note: String.' }] });
  });

  it('refuses a non-null list, whatever its items are', () => {
    expect(findingsOf(RULE, 'applicants', 'track: String!', 'track: String! notes: [String]! @authenticated')).toEqual(['applicants Application.notes:3']);
  });

  it('refuses a non-null list of answers, in which the gateway could write none', () => {
    expect(findingsOf(RULE, 'labour-demand', ONE, `${ONE} matches: [DemandMatch!]! @authenticated`)).toEqual([expect.stringMatching(/^labour-demand Application\.matches:/)]);
    expect(findingsOf(RULE, 'labour-demand', ONE, `${ONE} matches: [DemandMatch!] @authenticated`)).toEqual([]);
  });

  it('accepts a nullable field, a nullable list of non-null items, and a field that nobody is refused', () => {
    const more = 'track: String! note: String @authenticated notes: [String!] @authenticated open: String!';
    expect(findingsOf(RULE, 'applicants', 'track: String!', more)).toEqual([]);
  });

  it('accepts an answer, in whose place stands one that says DENIED', () => {
    expect(findingsOf(RULE, 'labour-demand', ONE, `${ONE} @authenticated`)).toEqual([]);
  });
});
