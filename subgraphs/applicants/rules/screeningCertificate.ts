// What a positive outcome yields: the preliminary screening certificate, which the service centre asks
// for when the permit itself is applied for.

import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { Document } from '../model.js';
import { certificateValidUntil } from '../policy/certificateValidity.js';

/** @param issuedBy who gives it: the platform of the pilot, or a synthetic one */
export function screeningCertificate(applicationId: string, applicantId: string, issuedOn: CalendarDate, issuedBy: string): Document {
  return {
    id: `${applicationId}-preliminary-screening-certificate`,
    type: 'PRELIMINARY_SCREENING_CERTIFICATE',
    subjectId: applicantId,
    statedName: null,
    statedBirthDate: null,
    issuedBy,
    issuedOn,
    validUntil: certificateValidUntil(issuedOn),
    // The issuer is the register in which it stands.
    confirmedOn: issuedOn,
  };
}
