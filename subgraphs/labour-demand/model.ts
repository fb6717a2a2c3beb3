// What the labour-demand agency knows about: employers, the demand for foreign labour that they register
// once a year, and the vacancies they published for it.

import type { CalendarDate } from '../kit/time/calendarDate.js';

export interface Employer {
  /** Twelve digits; length and check digit are right, nothing else is read out of them. */
  readonly bin: string;
  readonly name: string;
  /** OKED class. */
  readonly industryCode: string;
  /** KATO prefix of the region where it is registered; retired prefixes stand in old records. */
  readonly regionCode: string;
}

/** Categories of foreign labour as the permit rules number them: 1 to 4, and seasonal workers apart. */
export type WorkerCategory = 'HEADS' | 'UNIT_HEADS' | 'SPECIALISTS' | 'SKILLED_WORKERS' | 'SEASONAL';

/** An employer's yearly request to the local executive body of the region where the work is done. */
export interface DemandRegistration {
  readonly id: string;
  readonly employerBin: string;
  /** NKZ unit group. */
  readonly occupationCode: string;
  /** OKED class of the work, which may differ from the employer's main one. */
  readonly industryCode: string;
  /** KATO prefix of the region where the work is done. */
  readonly regionCode: string;
  readonly category: WorkerCategory;
  /** The year the demand is for. */
  readonly year: number;
  /** Workers wanted. */
  readonly headcount: number;
  /** Workers found, at most `headcount`. */
  readonly filled: number;
  readonly recordedAt: Date;
}

/** A vacancy on the labour exchange, published for a registration. */
export interface Vacancy {
  readonly id: string;
  readonly registrationId: string;
  readonly publicationCode: string;
  readonly postedOn: CalendarDate;
  readonly places: number;
}

/** What the registrations of one region and year add up to. */
export interface RegionDemand {
  readonly regionCode: string;
  readonly year: number;
  readonly headcount: number;
  readonly filled: number;
  readonly registrationCount: number;
  /** When the last of them was recorded. */
  readonly recordedAt: Date;
}

/** The ways into the country as the applicants' agency names them. */
export type Track = 'GENERAL' | 'KANDAS' | 'IN_DEMAND_PROFESSION' | 'DIGITAL_NOMAD';
