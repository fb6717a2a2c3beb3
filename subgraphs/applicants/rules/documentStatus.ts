// What a document is worth on a date.

import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { Document, DocumentStatus } from '../model.js';
import { contradicts } from './contradicts.js';

/**
 * A contradiction comes first: it casts doubt on an expired paper and on one that the issuer confirmed.
 * @param papers of the same person; the document itself may be among them
 */
export function documentStatus(document: Document, papers: readonly Document[], today: CalendarDate): DocumentStatus {
  if (papers.some((other) => contradicts(document, other))) return 'CONTRADICTED';
  if (document.validUntil !== null && document.validUntil < today) return 'EXPIRED';
  return document.confirmedOn !== null && document.confirmedOn <= today ? 'VERIFIED' : 'UNVERIFIED';
}
