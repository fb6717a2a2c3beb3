// Business dates: one zone, no summer time, no date that does not exist.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, businessDate, fullYears, isCalendarDate, startOfDay } from '../../../../subgraphs/kit/time/calendarDate.js';

const instants = fc.date({ min: new Date('1950-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true });
const dates = instants.map(businessDate);

describe('a business date', () => {
  it.each(['2026-03-02', '2028-02-29', '2024-12-31', '0001-01-01'])('%s exists', (text) => {
    expect(isCalendarDate(text)).toBe(true);
  });

  it.each(['2026-02-29', '2026-02-30', '2026-13-01', '2026-00-10', '2026-1-1', '2026-03-02T00:00:00Z', ' 2026-03-02', '20260302', ''])(
    '"%s" does not',
    (text) => {
      expect(isCalendarDate(text)).toBe(false);
    },
  );

  it('changes at midnight of Kazakhstan, which is 19:00 UTC', () => {
    expect(businessDate(new Date('2026-03-01T18:59:59.999Z'))).toBe('2026-03-01');
    expect(businessDate(new Date('2026-03-01T19:00:00.000Z'))).toBe('2026-03-02');
    expect(startOfDay('2026-03-02')).toEqual(new Date('2026-03-01T19:00:00.000Z'));
  });

  it('is of one day: from its start to the next one’s', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const date = businessDate(instant);
        expect(isCalendarDate(date)).toBe(true);
        expect(startOfDay(date).getTime()).toBeLessThanOrEqual(instant.getTime());
        expect(startOfDay(addDays(date, 1)).getTime()).toBeGreaterThan(instant.getTime());
        expect(businessDate(startOfDay(date))).toBe(date);
      }),
    );
  });

  it('sorts as text as it does in time', () => {
    fc.assert(
      fc.property(dates, dates, (a, b) => {
        expect(a < b).toBe(startOfDay(a).getTime() < startOfDay(b).getTime());
      }),
    );
  });
});

describe('days added to a date', () => {
  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-03-02', 0, '2026-03-02'],
  ])('%s and %i days is %s', (date, count, expected) => {
    expect(addDays(date, count)).toBe(expected);
  });

  it('can be taken away again, and add up', () => {
    const counts = fc.integer({ min: -20_000, max: 20_000 });
    fc.assert(
      fc.property(dates, counts, counts, (date, a, b) => {
        expect(addDays(addDays(date, a), -a)).toBe(date);
        expect(addDays(addDays(date, a), b)).toBe(addDays(date, a + b));
      }),
    );
  });
});

describe('full years', () => {
  it.each([
    ['2008-03-02', '2026-03-01', 17],
    ['2008-03-02', '2026-03-02', 18],
    ['2008-03-02', '2026-03-03', 18],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2026-03-02', '2026-03-02', 0],
  ])('from %s to %s are %i', (from, to, years) => {
    expect(fullYears(from, to)).toBe(years);
  });
});
