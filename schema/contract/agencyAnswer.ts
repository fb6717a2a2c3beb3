// The interface that every type implements in which an agency speaks about a person, a case or
// another agency's entity. Composition expects it field by field from each agency; the gateway uses
// the same fields to write the object itself when the agency cannot.

import type { AnswerStatus } from './AnswerStatus.js';

/** Name of the interface in every subgraph and in the supergraph. */
export const AGENCY_ANSWER = 'AgencyAnswer';

/** Name of the enum behind `status`. */
export const ANSWER_STATUS = 'AnswerStatus';

/** Fields of the interface with their types, in the order the SDL has them. */
export const AGENCY_ANSWER_FIELD_TYPES = {
  agency: 'String!',
  status: 'AnswerStatus!',
  asOf: 'DateTime',
  validUntil: 'DateTime',
  retryAt: 'DateTime',
  attestation: 'String',
} as const;

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

/** The two fields the gateway can always fill, so the only ones that may be non-null. */
export const ALWAYS_WRITTEN_FIELDS: ReadonlySet<string> = new Set(['agency', 'status']);
