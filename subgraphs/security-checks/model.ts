// What the security-checks agency knows about: authorities, the request that sends a case to them, and one
// check per authority and case. An authority's silence is a fact of its own here, and never a consent.

import type { CalendarDate } from '../kit/time/calendarDate.js';

export type AuthorityCode = 'KNB' | 'MIA' | 'BERKUT' | 'NATIONAL_REGISTER';

/** A state body or its register that is asked about a case. */
export interface Authority {
  readonly code: AuthorityCode;
  readonly name: string;
  /** True where no real body stands behind it: its answers are made up. */
  readonly simulated: boolean;
}

/** The ways into the country as the applicants' agency names them. */
export type Track = 'GENERAL' | 'KANDAS' | 'IN_DEMAND_PROFESSION' | 'DIGITAL_NOMAD';

/** A case sent to the authorities, once. */
export interface ClearanceRequest {
  readonly applicationId: string;
  readonly track: Track;
  /** The day whose policy says who must be asked. */
  readonly requestedOn: CalendarDate;
  /** Name of that policy's version. */
  readonly policyVersion: string;
}

export type CheckOutcome = 'CONCURRED' | 'OBJECTED';

/** One authority's check of one case. It ends once: with an answer, or with the end of its term. */
export interface AuthorityCheck {
  readonly applicationId: string;
  readonly authorityCode: AuthorityCode;
  readonly requestedAt: Date;
  /** Last day on which an answer still counts. */
  readonly dueOn: CalendarDate;
  readonly answer: CheckAnswer | null;
}

export interface CheckAnswer {
  readonly outcome: CheckOutcome;
  readonly answeredAt: Date;
}

export type ClearanceOutcome = 'CLEARED' | 'OBJECTED';
