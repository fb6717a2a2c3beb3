// Kazakhstan's working days: weekends, holidays, holidays moved from weekends, days swapped by decree.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isCalendarDate } from '../../../../subgraphs/kit/time/calendarDate.js';
import { addWorkingDays, isWorkingDay, knowsYear } from '../../../../subgraphs/kit/time/workingDays.js';

describe('a working day', () => {
  it.each([
    ['an ordinary Monday', '2026-11-23'],
    ['the eve of a year', '2026-12-31'],
    ['the Friday after New Year 2027, before Christmas', '2027-01-08'],
    ['the day after Christmas', '2026-01-08'],
    ['30 August from 2026, which is Constitution Day no more', '2027-08-30'],
    ['15 March before it became Constitution Day', '2024-03-15'],
    ['25 October before it became Republic Day', '2021-10-25'],
    ['a Saturday that a decree made one', '2024-05-04'],
    ['a Sunday that a decree made one', '2025-01-05'],
    ['the Monday after a Kurban Ait on Sunday, which does not move', '2024-06-17'],
  ])('is %s (%s)', (_, date) => {
    expect(isWorkingDay(date)).toBe(true);
  });

  it.each([
    ['a Saturday', '2026-11-21'],
    ['a Sunday', '2026-11-22'],
    ['New Year', '2026-01-01'],
    ['Christmas', '2026-01-07'],
    ['Kurban Ait', '2025-06-06'],
    ['15 March from 2027', '2027-03-15'],
    ['30 August until 2025', '2024-08-30'],
    ['a Monday for a holiday on Saturday', '2025-03-10'],
    ['a Monday for a holiday on Sunday', '2026-03-09'],
    ['the first day for two holidays on one weekend', '2026-03-24'],
    ['the second day for two holidays on one weekend', '2026-03-25'],
    ['a day off by decree', '2024-05-08'],
    ['the Monday for New Year on Saturday', '2027-01-04'],
  ])('is not %s (%s)', (_, date) => {
    expect(isWorkingDay(date)).toBe(false);
  });

  it('needs no entry for its year: fixed holidays and weekends hold in any', () => {
    expect(knowsYear(2026)).toBe(true);
    expect(knowsYear(2035)).toBe(false);
    expect(isWorkingDay('2035-05-07')).toBe(false);
    expect(isWorkingDay('2035-05-08')).toBe(true);
  });
});

describe('a term of working days', () => {
  it.each([
    ['begins with the day after', '2026-11-23', 1, '2026-11-24'],
    ['passes over a weekend', '2026-11-20', 1, '2026-11-23'],
    ['begun on a weekend counts from Monday', '2026-11-21', 1, '2026-11-23'],
    ['of 20 days without a holiday is four weeks', '2026-11-02', 20, '2026-11-30'],
    ['of 20 days passes over Nauryz and the days moved for it', '2026-03-02', 20, '2026-04-03'],
    ['passes over the end of a year', '2026-12-31', 1, '2027-01-05'],
  ])('%s', (_, from, count, last) => {
    expect(addWorkingDays(from, count)).toBe(last);
  });

  it.each([0, -1, 1.5, Number.NaN])('of %s days is refused', (count) => {
    expect(() => addWorkingDays('2026-11-23', count)).toThrow('whole number of working days');
  });

  it('ends on a working day and holds exactly its number of them', () => {
    const dates = fc.date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2028-12-31T00:00:00Z'), noInvalidDate: true });
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 60 }), (instant, count) => {
        const from = instant.toISOString().slice(0, 10);
        const last = addWorkingDays(from, count);
        expect(isCalendarDate(last)).toBe(true);
        expect(isWorkingDay(last)).toBe(true);
        const days: string[] = [];
        for (let day = addDays(from, 1); day <= last; day = addDays(day, 1)) days.push(day);
        expect(days.filter(isWorkingDay)).toHaveLength(count);
      }),
    );
  });
});
