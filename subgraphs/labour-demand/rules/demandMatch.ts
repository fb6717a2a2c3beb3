// From the registrations that fit a case to what the agency says about it.

import type { AnswerStatus } from '../../../schema/contract/AnswerStatus.js';
import type { DemandRegistration } from '../model.js';
import { MATCH_LIMIT } from '../policy/matchLimit.js';
import { openPlaces } from './openPlaces.js';

export interface DemandMatch {
  readonly status: Extract<AnswerStatus, 'ANSWERED' | 'NO_RECORD'>;
  /** Of all registrations that match; 0 is an answer: the demand was met. Null where none matches. */
  readonly openPlaces: number | null;
  /** Those with most open places, at most MATCH_LIMIT; null where none matches. */
  readonly registrations: readonly DemandRegistration[] | null;
}

/**
 * Whether employers of a region look for what a case offers. Foreign labour has a place only where the
 * demand is real: it is counted by the places that are still open.
 * @param registrations those of the case's occupation and region, of the year in force.
 */
export function demandMatch(registrations: readonly DemandRegistration[]): DemandMatch {
  if (registrations.length === 0) return { status: 'NO_RECORD', openPlaces: null, registrations: null };
  const byOpenPlaces = registrations.toSorted((a, b) => openPlaces(b) - openPlaces(a) || (a.id < b.id ? -1 : 1));
  return {
    status: 'ANSWERED',
    openPlaces: registrations.reduce((sum, registration) => sum + openPlaces(registration), 0),
    registrations: byOpenPlaces.slice(0, MATCH_LIMIT),
  };
}
