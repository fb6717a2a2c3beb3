// Quotas change within their year: which row holds on a day.

import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { QuotaRow } from '../model.js';

/**
 * The quota row that holds on a date, of rows of one region, year and kind: the one that took effect
 * last. Quotas change in mid-year (2024: 600 places moved from resettlers to kandas on 24 August), and
 * a row that is not yet in force gives no places. Null where none is.
 */
export function rowInForce(rows: readonly QuotaRow[], date: CalendarDate): QuotaRow | null {
  return rows
    .filter((row) => row.effectiveFrom <= date)
    .reduce<QuotaRow | null>((latest, row) => (latest === null || row.effectiveFrom > latest.effectiveFrom ? row : latest), null);
}
