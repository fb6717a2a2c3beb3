// The interface that every type implements in which an agency speaks about a person, a case or
// another agency's entity. The SDL below is what composition expects from each agency; the gateway
// uses the field list to write the object itself when the agency cannot.

import type { AnswerStatus } from './AnswerStatus.js';

/** Name of the interface in every subgraph and in the supergraph. */
export const AGENCY_ANSWER = 'AgencyAnswer';

/** Fields of the interface, in the order the SDL has them. */
export const AGENCY_ANSWER_FIELDS = ['agency', 'status', 'asOf', 'validUntil', 'retryAt', 'attestation'] as const;

export interface AgencyAnswer {
  /** Who speaks: the subgraph's name. */
  readonly agency: string;
  /** Whether it has spoken. */
  readonly status: AnswerStatus;
  /** When this was true in the agency's register. Null where there is no answer. */
  readonly asOf: Date | null;
  /** After this instant the answer counts as missing. Null: no end is set by policy. */
  readonly validUntil: Date | null;
  /** When asking again makes sense. Null: asking again changes nothing, or the time is unknown. */
  readonly retryAt: Date | null;
  /** Compact JWS by the agency over the answer; null until the agency attests. */
  readonly attestation: string | null;
}
