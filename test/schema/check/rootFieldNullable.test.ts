// One silent agency must not cost what the others answer at the root.

import { describe, expect, it } from 'vitest';
import { composeEdited, findingsOf } from '../world.js';

const RULE = 'rootFieldNullable';

describe('rootFieldNullable', () => {
  it('refuses a non-null list at the root and shows the nullable form', () => {
    expect(composeEdited('regional-quotas', 'regions: [Region!] ', 'regions: [Region!]! ')).toMatchObject({
      kind: 'rejected',
      problems: [{ rule: RULE, agency: 'regional-quotas', place: 'Query.regions', mend: 'Write regions: [Region!].' }],
    });
  });

  it('refuses it in mutations too', () => {
    expect(findingsOf(RULE, 'regional-quotas', 'regions: [Region!] }', 'regions: [Region!] } type Mutation { close(code: ID!): Boolean! }').map((finding) => finding.replace(/:\d+$/, ''))).toEqual(['regional-quotas Mutation.close']);
  });

  it('refuses a non-null list of answers, in which the gateway could write none', () => {
    expect(composeEdited('regional-quotas', 'regions: [Region!] ', 'regions: [Region!] places: [Placement!]! ')).toMatchObject({
      kind: 'rejected',
      problems: [{ rule: RULE, agency: 'regional-quotas', place: 'Query.places', mend: 'Write places: [Placement!].' }],
    });
  });

  it('accepts what can be null, an answer, and non-null fields elsewhere', () => {
    expect(findingsOf(RULE, 'regional-quotas', 'regions: [Region!] }', 'regions: [Region!] here: Placement! there: [Placement!] }')).toEqual([]);
  });
});
