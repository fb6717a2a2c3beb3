// How long a preliminary screening certificate holds, by date.

import { inForce, type Dated } from '../../kit/policy/dated.js';
import { addDays, type CalendarDate } from '../../kit/time/calendarDate.js';
import { PILOT_FIRST_DAY } from './pilot.js';

const VALIDITY_YEARS: readonly Dated<number>[] = [
  { from: PILOT_FIRST_DAY, value: 1, source: 'acsour.kz, 18 May 2026: a preliminary screening certificate valid one year', grade: 'C' },
];

/** Last day on which a certificate of that day holds: the day before its anniversary. */
export function certificateValidUntil(issuedOn: CalendarDate): CalendarDate {
  const years = inForce('certificateValidity', VALIDITY_YEARS, issuedOn).value;
  const anniversary = `${Number(issuedOn.slice(0, 4)) + years}${issuedOn.slice(4)}`;
  // A certificate of 29 February has its anniversary on 1 March: Date carries the day over.
  return addDays(anniversary, -1);
}
