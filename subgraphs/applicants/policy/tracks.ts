// What the tracks differ in, as rows: the stages a case passes in order, and whose answers a decision
// needs. No code asks which track a case is on; it asks these rows.

import { inForce, type Dated } from '../../kit/policy/dated.js';
import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { DocumentType, Stage, Track } from '../model.js';
import { PILOT_FIRST_DAY } from './pilot.js';

/** Another agency's answer that a decision rests on. */
export type Need = 'CLEARANCE' | 'DEMAND_MATCH' | 'PLACEMENT';

export interface TrackPolicy {
  /** From the first stage of a case to its certificate. SCREENED_OUT and REFUSED are ways out, not steps. */
  readonly stages: readonly Stage[];
  readonly needs: readonly Need[];
  /** Papers that must be there: of each inner list any one. */
  readonly documents: readonly (readonly DocumentType[])[];
  /** Whether the state of citizenship has to consent in writing to the move. */
  readonly stateConsent: boolean;
}

const IDENTITY: readonly DocumentType[] = ['FOREIGN_PASSPORT', 'STATELESS_DOCUMENT'];

const TESTED: readonly Stage[] = ['LANGUAGE_TEST', 'QUESTIONNAIRE', 'INTER_AGENCY_CHECK', 'INTERVIEW', 'DECISION', 'CERTIFIED'];
const UNTESTED: readonly Stage[] = ['INTER_AGENCY_CHECK', 'INTERVIEW', 'DECISION', 'CERTIFIED'];

const TRACKS: Readonly<Record<Track, readonly Dated<TrackPolicy>[]>> = {
  GENERAL: [
    {
      from: PILOT_FIRST_DAY,
      value: { stages: TESTED, needs: ['CLEARANCE'], documents: [IDENTITY], stateConsent: true },
      source: 'joint order of 30 Jan 2026, Annexes 1 and 3 (zakon.kz, 16 Feb and 5 Mar 2026); concurrence: Law on Migration, Art. 49, 2017 wording',
      grade: 'B',
    },
  ],
  KANDAS: [
    {
      from: PILOT_FIRST_DAY,
      value: { stages: TESTED, needs: ['CLEARANCE', 'PLACEMENT'], documents: [IDENTITY], stateConsent: true },
      source:
        'test and score: internationalinvestment.biz (2026); that the quota must have answered is our choice: whoever decides has to know whether a five-year contract comes with it',
      grade: 'DESIGN',
      contested: 'internationalinvestment.biz alone (grade C) extends test and score to kandas; how their pilot differs is not in the public record',
    },
  ],
  IN_DEMAND_PROFESSION: [
    {
      from: PILOT_FIRST_DAY,
      value: {
        stages: UNTESTED,
        needs: ['CLEARANCE', 'DEMAND_MATCH'],
        documents: [IDENTITY, ['LINE_MINISTRY_PETITION']],
        stateConsent: true,
      },
      source: 'dos-immigration.kz (2026): not among the changed procedures, petition of the line ministry, employed in that profession; the interview is our choice',
      grade: 'C',
    },
  ],
  DIGITAL_NOMAD: [
    {
      from: PILOT_FIRST_DAY,
      value: { stages: UNTESTED, needs: ['CLEARANCE'], documents: [IDENTITY], stateConsent: false },
      source: 'qazinform.com (undated): list of papers without a consent of the state, check by the Ministry of Internal Affairs, video interview',
      grade: 'A',
    },
  ],
};

export function trackPolicy(track: Track, date: CalendarDate): TrackPolicy {
  return inForce(`tracks.${track}`, TRACKS[track], date).value;
}
