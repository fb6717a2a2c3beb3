// Where a term ends.

import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { AuthorityCheck } from '../model.js';

/** True while an answer still counts: the due day belongs to the term. */
export function withinTerm(check: Pick<AuthorityCheck, 'dueOn'>, date: CalendarDate): boolean {
  return date <= check.dueOn;
}
