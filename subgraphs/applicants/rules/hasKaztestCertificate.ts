// What opens the questionnaire: the certificate itself, not the knowledge that the test was passed.

import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { Document } from '../model.js';

/** True where a KAZTEST certificate exists on that date: issued by then, and not past its end where it has one. */
export function hasKaztestCertificate(documents: readonly Document[], date: CalendarDate): boolean {
  return documents.some(
    ({ type, issuedOn, validUntil }) =>
      type === 'KAZTEST_CERTIFICATE' && issuedOn !== null && issuedOn <= date && (validUntil === null || date <= validUntil),
  );
}
