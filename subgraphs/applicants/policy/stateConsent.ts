// When the written consent of the state of citizenship (a departure sheet, or another paper that shows
// the permission to leave for good) is not asked for, or cannot be had, by date.

import { STATELESS } from '../../../schema/contract/classifiers/countries.js';
import { inForce, type Dated } from '../../kit/policy/dated.js';
import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { KazakhstanTie } from '../model.js';
import { PILOT_FIRST_DAY } from './pilot.js';

export interface StateConsentPolicy {
  /** Who needs none: citizens of a country, where `tie` is set only those with that tie. */
  readonly exempt: readonly { readonly citizenship: string; readonly tie?: KazakhstanTie }[];
  /** Countries whose law knows no such paper. */
  readonly notIssuedBy: readonly string[];
  /**
   * Whether a paper that the state does not issue stands in the way of a decision. The record is silent
   * on how the pilot treats it.
   */
  readonly notIssuedBlocks: boolean;
}

const STATE_CONSENT: readonly Dated<StateConsentPolicy>[] = [
  {
    from: PILOT_FIRST_DAY,
    value: {
      exempt: [
        // Nobody could sign for a person without a state: follows from the paper's own definition.
        { citizenship: STATELESS },
        // Recognised refugees and asylum holders, exempt as well in 2021, are not on these tracks.
        { citizenship: 'CHN', tie: 'ETHNIC_KAZAKH' },
      ],
      notIssuedBy: ['RUS'],
      notIssuedBlocks: false,
    },
    source:
      'joint order of 30 Jan 2026, Annex 3, chapter 2, item 5, sub-item 13, and the Russian consulate: Russian law has no such document (zakon.kz, 5 Mar 2026); exemptions: order of 23 Sep 2021 (kazakhstannewsgazette.com)',
    grade: 'DESIGN',
    contested: 'whether the pilot keeps the exemptions of 2021 is not in the public record; they are kept here until it says otherwise',
  },
];

export function stateConsentPolicy(date: CalendarDate): StateConsentPolicy {
  return inForce('stateConsent', STATE_CONSENT, date).value;
}
