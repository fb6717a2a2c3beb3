// How a breach stands to its term. The day counts on which the ministry was notified, not the one on which that was recorded.

import { businessDate, type CalendarDate } from '../../kit/time/calendarDate.js';
import type { Breach, BreachState } from '../model.js';

export function breachState({ notifyBy, notice }: Pick<Breach, 'notifyBy' | 'notice'>, today: CalendarDate): BreachState {
  if (notice === null) return today <= notifyBy ? 'OPEN' : 'OVERDUE';
  return businessDate(notice.notifiedAt) <= notifyBy ? 'NOTIFIED' : 'NOTIFIED_LATE';
}
