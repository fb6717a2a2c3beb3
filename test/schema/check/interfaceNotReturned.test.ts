// The gateway must know which type to write, so no field may leave that open.

import { describe, expect, it } from 'vitest';
import { composeEdited, findingsOf, type WorldAgency } from '../world.js';

const RULE = 'interfaceNotReturned';

describe('interfaceNotReturned', () => {
  it.each<[string, WorldAgency, string, string, string]>([
    ['the interface', 'labour-demand', 'region: Region', 'region: Region answer: AgencyAnswer', 'Employer.answer:6'],
    ['a list of the interface', 'labour-demand', 'region: Region', 'region: Region answers: [AgencyAnswer!]', 'Employer.answers:6'],
    ['a union with an answer in it', 'labour-demand', 'region: Region }', 'region: Region found: Found } union Found = DemandMatch', 'Employer.found:6'],
  ])('refuses a field that returns %s', (_case, agency, from, to, place) => {
    expect(findingsOf(RULE, agency, from, to)).toEqual([`${agency} ${place}`]);
  });

  it('accepts a field that returns one answer type, and a union without any answer', () => {
    expect(
      composeEdited('labour-demand', 'region: Region }', 'region: Region match: DemandMatch found: Found } type Other { id: ID } union Found = Other'),
    ).toMatchObject({ kind: 'composed' });
  });
});
