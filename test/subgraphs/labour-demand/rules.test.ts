// The arithmetic of demand, and what a case is matched with.

import { describe, expect, it } from 'vitest';
import { OCCUPATIONS } from '../../../schema/contract/classifiers/occupations.js';
import { hasCheckDigit } from '../../../subgraphs/kit/identifiers/checkDigit.js';
import type { DemandRegistration } from '../../../subgraphs/labour-demand/model.js';
import { MATCH_LIMIT } from '../../../subgraphs/labour-demand/policy/matchLimit.js';
import { demandMatch } from '../../../subgraphs/labour-demand/rules/demandMatch.js';
import { demandQuestion } from '../../../subgraphs/labour-demand/rules/demandQuestion.js';
import { fitsDemand } from '../../../subgraphs/labour-demand/rules/fitsDemand.js';
import { majorGroup } from '../../../subgraphs/labour-demand/rules/majorGroup.js';
import { openPlaces } from '../../../subgraphs/labour-demand/rules/openPlaces.js';
import { skillLevel } from '../../../subgraphs/labour-demand/rules/skillLevel.js';
import { yearInForce } from '../../../subgraphs/labour-demand/rules/yearInForce.js';
import { syntheticBin } from '../../../subgraphs/labour-demand/seed/syntheticBin.js';

const registration = (id: string, headcount: number, filled: number): DemandRegistration => ({
  id,
  employerBin: '240140000215',
  occupationCode: '2211',
  industryCode: '86.10',
  regionCode: '11',
  category: 'SPECIALISTS',
  year: 2026,
  headcount,
  filled,
  recordedAt: new Date('2026-01-10T04:00:00Z'),
});

describe('open places', () => {
  it.each([
    [5, 0, 5],
    [5, 4, 1],
    [5, 5, 0],
    [5, 6, 0],
  ])('of %s wanted and %s found are %s', (headcount, filled, open) => {
    expect(openPlaces({ headcount, filled })).toBe(open);
  });
});

describe('the numbers of a registration', () => {
  it.each([
    [1, 0, true],
    [0, 0, false],
    [5, 5, true],
    [5, 6, false],
    [5, -1, false],
    [1.5, 0, false],
    [5, 0.5, false],
  ])('%s wanted and %s found: %s', (headcount, filled, fits) => {
    expect(fitsDemand(headcount, filled)).toBe(fits);
  });
});

describe('an occupation', () => {
  it.each([
    ['1321', 1, null],
    ['2211', 2, 4],
    ['3112', 3, 3],
    ['4110', 4, 2],
    ['5120', 5, 2],
    ['6130', 6, 2],
    ['7212', 7, 2],
    ['8332', 8, 2],
    ['9211', 9, 1],
    ['0110', 0, null],
    ['X', 0, null],
  ])('%s is of main group %s and skill level %s', (code, group, level) => {
    expect(majorGroup(code)).toBe(group);
    expect(skillLevel(code)).toBe(level);
  });
});

describe('the registrations that match a case', () => {
  it('are none: the register holds no record, which is not a demand of zero', () => {
    expect(demandMatch([])).toEqual({ status: 'NO_RECORD', openPlaces: null, registrations: null });
  });

  it('may all be filled: zero open places is an answer', () => {
    expect(demandMatch([registration('a', 3, 3)])).toMatchObject({ status: 'ANSWERED', openPlaces: 0 });
  });

  it('stand by open places, of equal ones by id', () => {
    const match = demandMatch([registration('c', 5, 4), registration('b', 5, 1), registration('a', 5, 4)]);
    expect(match.openPlaces).toBe(6);
    expect(match.registrations!.map(({ id }) => id)).toEqual(['b', 'a', 'c']);
  });

  it.each([MATCH_LIMIT - 1, MATCH_LIMIT, MATCH_LIMIT + 1])('are listed up to the limit and counted beyond it: %s', (count) => {
    const match = demandMatch(Array.from({ length: count }, (_, index) => registration(`demand-${index}`, 2, 1)));
    expect(match.registrations).toHaveLength(Math.min(count, MATCH_LIMIT));
    expect(match.openPlaces).toBe(count);
  });
});

describe('what is looked up for a case', () => {
  const TODAY = '2026-03-02';

  it.each(['GENERAL', 'KANDAS', 'IN_DEMAND_PROFESSION'] as const)('is its occupation in its region on the track %s', (track) => {
    expect(demandQuestion({ track, occupationCode: '2211', regionCode: '11' }, TODAY)).toEqual({ kind: 'ask', occupationCode: '2211', regionCode: '11' });
  });

  it('is nothing for a digital nomad, who need not work in the country, whatever the case names', () => {
    const nomad = { track: 'DIGITAL_NOMAD', occupationCode: '2512', regionCode: '71' } as const;
    expect(demandQuestion(nomad, TODAY)).toEqual({ kind: 'none', status: 'NOT_APPLICABLE' });
    expect(demandQuestion({ ...nomad, occupationCode: null }, TODAY)).toEqual({ kind: 'none', status: 'NOT_APPLICABLE' });
  });

  it.each([
    ['occupation', { occupationCode: null, regionCode: '11' }],
    ['region', { occupationCode: '2211', regionCode: null }],
  ])('is not known without a %s, and that is no answer', (_, facts) => {
    expect(demandQuestion({ track: 'GENERAL', ...facts }, TODAY)).toEqual({ kind: 'none', status: 'NOT_REQUESTED' });
  });

  it('is of the year of the date', () => {
    expect(yearInForce('2025-12-31')).toBe(2025);
    expect(yearInForce('2026-01-01')).toBe(2026);
  });
});

describe('a synthetic BIN', () => {
  it('has the right check digit, names a month that does not exist, and belongs to one employer', () => {
    const numbers = [...Array.from({ length: 2_000 }, (_, index) => index), 49_999, 50_000, 99_999, 4_999_999];
    const bins = numbers.map(syntheticBin);
    expect(bins.filter((bin) => !hasCheckDigit(bin) || bin.slice(2, 4) !== '00')).toEqual([]);
    expect(new Set(bins).size).toBe(numbers.length);
  });
});

describe('the occupations that can be registered', () => {
  it('are all of a main group', () => {
    expect(OCCUPATIONS.entries.filter(({ code }) => majorGroup(code) === 0)).toEqual([]);
  });
});
