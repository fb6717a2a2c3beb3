// The skeleton of a synthetic world: which cases exist and what happened to them, as far as more than
// one agency has a part in it. Each agency adds its own facts. Persons here do not exist.

import type { CalendarDate } from '../time/calendarDate.js';
import type { StoryName } from './stories.js';

export type SyntheticTrack = 'GENERAL' | 'KANDAS' | 'IN_DEMAND_PROFESSION' | 'DIGITAL_NOMAD';

export type SyntheticStage =
  | 'LANGUAGE_TEST'
  | 'QUESTIONNAIRE'
  | 'SCREENED_OUT'
  | 'INTER_AGENCY_CHECK'
  | 'INTERVIEW'
  | 'DECISION'
  | 'CERTIFIED'
  | 'REFUSED';

/** What the authorities did with the case. */
export type ClearancePlot = 'not-requested' | 'one-pending' | 'one-silent' | 'cleared' | 'objected';

/** Whether the household asks for a place in a reception region's kandas quota. */
export type PlacementPlot = 'none' | 'asks-for-place';

export interface SyntheticCase {
  /** 1, 2, 3 … in the order of the world. */
  readonly number: number;
  /** The story this case tells, or null for one of the crowd. */
  readonly story: StoryName | null;
  readonly applicationId: string;
  readonly applicantId: string;
  /** Shared by two cases where two members of one family apply. */
  readonly householdId: string;
  /** Members of the household, the applicant included. */
  readonly persons: number;
  readonly track: SyntheticTrack;
  readonly stage: SyntheticStage;
  /** KATO prefix of the region the household wants to settle in. */
  readonly regionCode: string;
  /** NKZ unit group, or null where the track asks for none. */
  readonly occupationCode: string | null;
  readonly submittedOn: CalendarDate;
  /** When the authorities were asked; null where they were not. */
  readonly checksRequestedOn: CalendarDate | null;
  readonly clearance: ClearancePlot;
  readonly placement: PlacementPlot;
}

export interface SyntheticWorld {
  /** The business date all other dates are counted from: the day the store was first seeded. */
  readonly seededOn: CalendarDate;
  readonly cases: readonly SyntheticCase[];
}
