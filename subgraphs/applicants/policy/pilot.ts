// The pilot of 2026: joint order of 30 January 2026 of the Minister of Labour and Social Protection
// (No. 41), the Minister of Internal Affairs (No. 60) and the Deputy Prime Minister – Minister of AI and
// Digital Development (No. 47), in force on publication.

import type { CalendarDate } from '../../kit/time/calendarDate.js';

/** In force from 13 February 2026 (charter97.org, 24 Feb 2026; dos-immigration.kz, 2026: grades B and C). It ends with 2026; the exact day is not in the public record. */
export const PILOT_FIRST_DAY: CalendarDate = '2026-02-13';

/**
 * The date whose policy values a case is judged by: the day it was submitted. How cases filed before
 * the pilot are carried over is not in the public record; they are judged by its first values (our choice).
 */
export function judgedOn(submittedOn: CalendarDate): CalendarDate {
  return submittedOn < PILOT_FIRST_DAY ? PILOT_FIRST_DAY : submittedOn;
}
