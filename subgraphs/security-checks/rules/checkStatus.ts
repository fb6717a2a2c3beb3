// Whether one authority has spoken.

import type { AnswerStatus } from '../../../schema/contract/AnswerStatus.js';
import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { AuthorityCheck } from '../model.js';
import { withinTerm } from './withinTerm.js';

/**
 * Whether an authority that must be asked has spoken. The due day still belongs to the term; from the day
 * after it silence is NOT_DETERMINED. No check at all means that nobody has asked.
 */
export function checkStatus(check: AuthorityCheck | null, today: CalendarDate): AnswerStatus {
  if (check === null) return 'NOT_REQUESTED';
  if (check.answer !== null) return 'ANSWERED';
  return withinTerm(check, today) ? 'PENDING' : 'NOT_DETERMINED';
}
