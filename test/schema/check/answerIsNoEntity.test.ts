// An answer has no key: nobody could write one in the place of a silent agency.

import { describe, expect, it } from 'vitest';
import { composeEdited, findingsOf, problemsOf } from '../world.js';

const RULE = 'answerIsNoEntity';

describe('answerIsNoEntity', () => {
  it('refuses an answer with a key', () => {
    const result = composeEdited('labour-demand', 'type DemandMatch implements AgencyAnswer {', 'type DemandMatch implements AgencyAnswer @key(fields: "asOf") {');
    expect(problemsOf(RULE, result)).toMatchObject([{ agency: 'labour-demand', place: 'DemandMatch', line: 9 }]);
  });

  it('refuses the key also in an agency where the type does not implement the interface', () => {
    expect(findingsOf(RULE, 'applicants', 'type Region', 'type Placement @key(fields: "asOf") { asOf: String }\ntype Region')).toEqual([
      'applicants Placement:4',
    ]);
  });

  it('accepts an entity of its own behind a nullable field of the answer', () => {
    expect(findingsOf(RULE, 'labour-demand', 'openPlaces: Int', 'openPlaces: Int best: Employer')).toEqual([]);
  });
});
