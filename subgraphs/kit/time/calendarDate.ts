// Business dates: calendar dates in Kazakhstan, one zone (UTC+5) since 1 March 2024, without summer
// time. They are text, 'YYYY-MM-DD': they compare and sort as they are, and no time zone can move them.

export type CalendarDate = string;

const DAY_MS = 86_400_000;
const KAZAKHSTAN_OFFSET_MS = 5 * 3_600_000;

/** True for a date that exists: 2028-02-29 does, 2026-02-29 does not. */
export function isCalendarDate(text: string): text is CalendarDate {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

/** The business date on which an instant falls. */
export function businessDate(instant: Date): CalendarDate {
  return new Date(instant.getTime() + KAZAKHSTAN_OFFSET_MS).toISOString().slice(0, 10);
}

/** The instant at which a business date begins. */
export function startOfDay(date: CalendarDate): Date {
  return new Date(new Date(`${date}T00:00:00Z`).getTime() - KAZAKHSTAN_OFFSET_MS);
}

/** `count` days later, or earlier where it is negative. */
export function addDays(date: CalendarDate, count: number): CalendarDate {
  return new Date(new Date(`${date}T00:00:00Z`).getTime() + count * DAY_MS).toISOString().slice(0, 10);
}

/** Whole years between two dates, as a person's age is counted: a year is full on its anniversary. */
export function fullYears(from: CalendarDate, to: CalendarDate): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}
