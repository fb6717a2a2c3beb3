// Builds the six fields of an answer, so that no resolver writes them by hand and forgets one.

import type { AgencyName } from '../../../schema/contract/AgencyName.js';
import type { AgencyAnswer } from '../../../schema/contract/agencyAnswer.js';
import type { AnswerStatus } from '../../../schema/contract/AnswerStatus.js';

/** Times of an answer; each is null where it is left out. */
export type AnswerTimes = Partial<Pick<AgencyAnswer, 'asOf' | 'validUntil' | 'retryAt'>>;

export interface AnswerFields extends AgencyAnswer {
  readonly agency: AgencyName;
}

/** @throws Error for UNAVAILABLE: only the gateway can say that an agency is silent. */
export function answer(agency: AgencyName, status: AnswerStatus, times: AnswerTimes = {}): AnswerFields {
  if (status === 'UNAVAILABLE') throw new Error(`${agency} must not answer UNAVAILABLE: the gateway writes that status`);
  return { agency, status, asOf: null, validUntil: null, retryAt: null, attestation: null, ...times };
}
