// What tells about a person by its very name carries the tag that the access log goes by.

import { describe, expect, it } from 'vitest';
import { composeEdited, findingsOf } from '../world.js';

const RULE = 'personalDataTagged';

describe('personalDataTagged', () => {
  it('refuses a field with a telling name and no tag', () => {
    expect(findingsOf(RULE, 'applicants', 'track: String!', 'track: String! birthDate: String!')).toEqual([
      'applicants Application.birthDate:3',
    ]);
  });

  it('refuses a misspelt tag', () => {
    expect(findingsOf(RULE, 'applicants', 'track: String!', 'track: String! @tag(name: "personal_data")')).toEqual([
      'applicants Application.track:3',
    ]);
  });

  it('refuses a tag on a type, where nothing acts on it', () => {
    expect(findingsOf(RULE, 'applicants', 'type Application @key(fields: "id") {', 'type Application @key(fields: "id") @tag(name: "personal-data") {')).toEqual(['applicants Application:3']);
  });

  it('accepts the field with its tag', () => {
    expect(composeEdited('applicants', 'track: String!', 'track: String! birthDate: String! @tag(name: "personal-data")')).toMatchObject({
      kind: 'composed',
    });
  });
});
