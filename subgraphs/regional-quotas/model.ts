// What the regional-quotas agency knows about: regions, quota rows, places given, kandas status.
// Three decisions with three owners stay apart here: a place in a quota, kandas status, and (in
// another agency) permanent residence. None follows from another.

import type { CalendarDate } from '../kit/time/calendarDate.js';

/** Kandas, or resettlers ("pereselentsy": citizens who move inside the country). A place of one kind cannot serve the other. */
export type QuotaKind = 'KANDAS' | 'RESETTLER';

/** One published number of places: per region, year and kind, from a day on. */
export interface QuotaRow {
  readonly regionCode: string;
  readonly year: number;
  readonly kind: QuotaKind;
  /** Persons, not families. */
  readonly places: number;
  /** First day in force; a later row of the same region, year and kind replaces it. */
  readonly effectiveFrom: CalendarDate;
  readonly source: string;
}

/** Persons who hold or await places, summed by region, year, kind and state. */
export interface PlacementSum {
  readonly regionCode: string;
  readonly year: number;
  readonly kind: QuotaKind;
  readonly state: PlacementState;
  readonly persons: number;
}

/** REQUESTED: not decided. INCLUDED: the household has its places. NO_FREE_PLACE: refused for want of places. */
export type PlacementState = 'REQUESTED' | 'INCLUDED' | 'NO_FREE_PLACE';

/** A household's request for places, one per application. */
export interface Placement {
  readonly applicationId: string;
  readonly regionCode: string;
  readonly year: number;
  readonly kind: QuotaKind;
  readonly persons: number;
  readonly state: PlacementState;
  readonly decidedOn: CalendarDate | null;
  readonly recordedAt: Date;
}

export type KandasState = 'REQUESTED' | 'GRANTED' | 'EXTENDED' | 'REFUSED';

/** Granted and extended by the local executive body; a decision of its own. */
export interface KandasStatus {
  readonly applicantId: string;
  readonly state: KandasState;
  readonly grantedOn: CalendarDate | null;
  readonly decidedBy: string | null;
  readonly recordedAt: Date;
}

/** The ways into the country as the applicants' agency names them. */
export type Track = 'GENERAL' | 'KANDAS' | 'IN_DEMAND_PROFESSION' | 'DIGITAL_NOMAD';
