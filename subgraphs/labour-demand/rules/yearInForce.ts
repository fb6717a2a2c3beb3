// Demand is registered from year to year.

import type { CalendarDate } from '../../kit/time/calendarDate.js';

/** The year whose registrations hold on a date: demand is registered per calendar year. */
export function yearInForce(date: CalendarDate): number {
  return Number(date.slice(0, 4));
}
