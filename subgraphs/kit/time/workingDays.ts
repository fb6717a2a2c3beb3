// Working days in Kazakhstan, five-day week: what a term of "20 working days" is counted in.
//
// A day is off when it is a Saturday or Sunday, a holiday, or a day to which one was moved. A national or
// state holiday that meets a weekend moves to the next working day (Law on Holidays, Art. 5); Orthodox
// Christmas and the first day of Kurban Ait are days off that never move (Labour Code, Art. 84;
// enbek.gov.kz, 8 August 2019). The Government also swaps single days, by decree for one year.
//
// holidays.json is not from the official register: its fixed days and the moves of 2024 and 2025 were
// compared with public code (the `holidays` package, grade D), Kurban Ait 2026 and 2027 is an astronomical
// estimate, and that Constitution Day leaves 30 August after 2025 has that one source. Check it against
// the production calendar of the year before relying on a date. For a year without an entry the fixed
// days and weekends alone count, so a term may end up to a few days early there: `knowsYear` tells.

import { addDays, type CalendarDate } from './calendarDate.js';
import data from './holidays.json' with { type: 'json' };

interface FixedHoliday {
  /** 'MM-DD'. */
  readonly day: string;
  readonly name: string;
  /** Whether it moves to the next working day when it meets a weekend. */
  readonly moves: boolean;
  readonly fromYear?: number;
  readonly untilYear?: number;
}

interface YearEntry {
  /** First day of Kurban Ait. */
  readonly kurbanAit: CalendarDate;
  /** Days swapped by Government decree: one becomes a day off, another a working day. */
  readonly transfers: readonly { readonly dayOff: CalendarDate; readonly workday: CalendarDate }[];
}

const FIXED: readonly FixedHoliday[] = data.fixed;
const YEARS: Readonly<Record<string, YearEntry>> = data.years;

/** True for a year whose movable days are known; false where only fixed days and weekends count. */
export function knowsYear(year: number): boolean {
  return Object.hasOwn(YEARS, String(year));
}

export function isWorkingDay(date: CalendarDate): boolean {
  const { off, worked } = calendarOf(Number(date.slice(0, 4)));
  if (worked.has(date)) return true;
  return !isWeekend(date) && !off.has(date);
}

/**
 * The last day of a term of `count` working days that begins on `from`: counting starts with the day
 * after, so a term of one working day begun on a Friday ends on Monday.
 * @param count whole number, 1 or more.
 */
export function addWorkingDays(from: CalendarDate, count: number): CalendarDate {
  if (!Number.isInteger(count) || count < 1) throw new Error(`a term has a whole number of working days from 1, got ${count}`);
  let date = from;
  for (let left = count; left > 0; ) {
    date = addDays(date, 1);
    if (isWorkingDay(date)) left -= 1;
  }
  return date;
}

interface YearCalendar {
  readonly off: ReadonlySet<CalendarDate>;
  /** Weekend days that a decree made working days. */
  readonly worked: ReadonlySet<CalendarDate>;
}

/** By year; at most as many entries as years asked for. */
const calendars = new Map<number, YearCalendar>();

function calendarOf(year: number): YearCalendar {
  const known = calendars.get(year);
  if (known !== undefined) return known;
  const built = buildCalendar(year);
  calendars.set(year, built);
  return built;
}

function buildCalendar(year: number): YearCalendar {
  const holidays = FIXED.filter(({ fromYear = year, untilYear = year }) => fromYear <= year && year <= untilYear).map(
    (holiday) => ({ date: `${year}-${holiday.day}`, moves: holiday.moves }),
  );
  const entry = YEARS[String(year)];
  const off = new Set(holidays.map(({ date }) => date));
  if (entry !== undefined) off.add(entry.kurbanAit);
  for (const { dayOff } of entry?.transfers ?? []) off.add(dayOff);
  for (const { date } of holidays.filter(({ date, moves }) => moves && isWeekend(date))) off.add(nextWorkingDay(date, off));
  return { off, worked: new Set(entry?.transfers.map(({ workday }) => workday)) };
}

function nextWorkingDay(date: CalendarDate, off: ReadonlySet<CalendarDate>): CalendarDate {
  let next = addDays(date, 1);
  while (isWeekend(next) || off.has(next)) next = addDays(next, 1);
  return next;
}

function isWeekend(date: CalendarDate): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}
