// The statuses that an agency may give itself.

import { ANSWER_STATUSES, type AnswerStatus } from '../../schema/contract/AnswerStatus.js';

/** UNAVAILABLE is the gateway's word alone: an agency that sends it has not answered. */
export const AGENCY_STATUSES: ReadonlySet<unknown> = new Set(ANSWER_STATUSES.filter((status) => status !== 'UNAVAILABLE'));

export function isAgencyStatus(status: unknown): status is AnswerStatus {
  return AGENCY_STATUSES.has(status);
}
