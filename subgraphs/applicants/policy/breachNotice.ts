// How long the operator has to notify the ministry of a breach of personal data, by the day of detection.

import { findInForce, type Dated } from '../../kit/policy/dated.js';
import type { CalendarDate } from '../../kit/time/calendarDate.js';

const TERM_WORKING_DAYS: readonly Dated<number>[] = [
  {
    from: '2024-07-01',
    value: 1,
    source: '3ilaw.kz, 3 January 2024: the ministry is notified within one working day of detection, with the contact of the responsible person',
    grade: 'C',
    contested: 'Whether the day of detection itself counts is not in the record; here counting begins with the day after, as for every other term',
  },
];

/** Null for a day before the duty: a breach that was detected then has no term. */
export function breachNoticeTerm(detectedOn: CalendarDate): Dated<number> | null {
  return findInForce(TERM_WORKING_DAYS, detectedOn) ?? null;
}
