// What to look up for a case, before anything is looked up.

import type { AnswerStatus } from '../../../schema/contract/AnswerStatus.js';
import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { Track } from '../model.js';
import { asksForDemand } from '../policy/demandTracks.js';

/** What a case brings; null where it names none. */
export interface CaseFacts {
  readonly track: Track;
  readonly occupationCode: string | null;
  readonly regionCode: string | null;
}

/** The registrations to look for, or why there is nothing to look for. */
export type DemandQuestion =
  | { readonly kind: 'ask'; readonly occupationCode: string; readonly regionCode: string }
  | { readonly kind: 'none'; readonly status: Extract<AnswerStatus, 'NOT_APPLICABLE' | 'NOT_REQUESTED'> };

/**
 * What the register is asked about a case. A case that must be matched but names no occupation or no region
 * was never asked about: NOT_REQUESTED, which is no answer. NOT_APPLICABLE would be one, and would let the
 * case pass without being looked up.
 */
export function demandQuestion({ track, occupationCode, regionCode }: CaseFacts, today: CalendarDate): DemandQuestion {
  if (!asksForDemand(track, today)) return { kind: 'none', status: 'NOT_APPLICABLE' };
  if (occupationCode === null || regionCode === null) return { kind: 'none', status: 'NOT_REQUESTED' };
  return { kind: 'ask', occupationCode, regionCode };
}
