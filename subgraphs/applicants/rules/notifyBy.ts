// Until when the ministry is notified of a breach in time: working days, counted from the day after the business date of
// detection. A breach that is found on a Friday evening, or at the weekend, is told on Monday at the latest.

import { businessDate, type CalendarDate } from '../../kit/time/calendarDate.js';
import { addWorkingDays } from '../../kit/time/workingDays.js';

/** @param workingDays the term in force on that day, 1 or more. @returns the last day in time, itself included. */
export function notifyBy(detectedAt: Date, workingDays: number): CalendarDate {
  return addWorkingDays(businessDate(detectedAt), workingDays);
}
