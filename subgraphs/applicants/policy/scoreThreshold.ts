// The score that a questionnaire must reach, by date. The threshold is published; the points are not.

import { inForce, type Dated } from '../../kit/policy/dated.js';
import type { CalendarDate } from '../../kit/time/calendarDate.js';
import { PILOT_FIRST_DAY } from './pilot.js';

const SCORE_THRESHOLD: readonly Dated<number>[] = [
  {
    from: PILOT_FIRST_DAY,
    value: 400,
    source: 'charter97.org (24 Feb 2026); patrioty.org.ua (Feb 2026): a score of at least 400 to go on',
    grade: 'B',
  },
];

/** Points; a score that equals it passes. */
export function scoreThreshold(date: CalendarDate): number {
  return inForce('scoreThreshold', SCORE_THRESHOLD, date).value;
}
