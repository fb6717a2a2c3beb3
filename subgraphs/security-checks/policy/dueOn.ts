// From a term with its unit to the day on which it ends.

import { addDays, type CalendarDate } from '../../kit/time/calendarDate.js';
import { addWorkingDays } from '../../kit/time/workingDays.js';
import type { Term } from './authorities.js';

/** The last day of a term that begins on the day of the request; that day itself is not counted. */
export function dueOn(requestedOn: CalendarDate, { count, unit }: Term): CalendarDate {
  switch (unit) {
    case 'WORKING_DAYS':
      return addWorkingDays(requestedOn, count);
    case 'CALENDAR_DAYS':
      return addDays(requestedOn, count);
  }
}
