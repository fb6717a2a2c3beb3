// A silent agency costs the reference to its entity, never the object that holds the reference.

import { describe, expect, it } from 'vitest';
import { composeEdited, findingsOf, type WorldAgency } from '../world.js';

const RULE = 'foreignReferenceNullable';

describe('foreignReferenceNullable', () => {
  it('refuses a non-null reference and shows the nullable form', () => {
    expect(composeEdited('labour-demand', 'region: Region', 'region: Region!')).toMatchObject({
      kind: 'rejected',
      problems: [
        {
          rule: RULE,
          agency: 'labour-demand',
          place: 'Employer.region',
          line: 6,
          message:
            'Employer.region: Region! refers to an entity of regional-quotas and cannot be null: when regional-quotas is silent, the null would take Employer of labour-demand with it.',
          mend: 'Write region: Region.',
        },
      ],
    });
  });

  it.each<[string, WorldAgency, string, string, string]>([
    ['non-null items in a list', 'labour-demand', 'region: Region', 'regions: [Region!]', 'labour-demand Employer.regions:6'],
    ['a root field', 'labour-demand', 'employer(bin: ID!): Employer', 'employer(bin: ID!): Employer home: Region!', 'labour-demand Query.home:5'],
  ])('refuses %s', (_case, agency, from, to, finding) => {
    expect(findingsOf(RULE, agency, from, to)).toEqual([finding]);
  });

  it.each<[string, WorldAgency, string, string]>([
    ['nullable items in a non-null list', 'labour-demand', 'region: Region', 'region: Region regions: [Region]!'],
    ['a non-null reference to an entity of its own', 'labour-demand', 'region: Region', 'region: Region parent: Employer!'],
  ])('accepts %s', (_case, agency, from, to) => {
    expect(composeEdited(agency, from, to)).toMatchObject({ kind: 'composed' });
  });
});
