// What the Kazakh test (KAZTEST) demands, by date.

import { inForce, type Dated } from '../../kit/policy/dated.js';
import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { LanguageLevel } from '../model.js';
import { PILOT_FIRST_DAY } from './pilot.js';

export interface LanguageTestPolicy {
  /** Level at or above which a test counts. */
  readonly level: LanguageLevel;
  /** Per cent of right answers that each block needs, 0 to 100. */
  readonly blockMinimumPercent: number;
  /** Attempts in all, each paid separately. */
  readonly attempts: number;
}

const LANGUAGE_TEST: readonly Dated<LanguageTestPolicy>[] = [
  {
    from: PILOT_FIRST_DAY,
    value: { level: 'A1', blockMinimumPercent: 30, attempts: 3 },
    source: 'joint order of 30 Jan 2026, Annex 1, as reported by charter97.org (24 Feb 2026) and internationalinvestment.biz (2026; alone, grade C, for the three attempts)',
    grade: 'B',
    contested: 'konsugroup.com (Apr 2026) says that the level was raised to B1 in April 2026; acsour.kz (18 May 2026) still says A1',
  },
];

export function languageTestPolicy(date: CalendarDate): LanguageTestPolicy {
  return inForce('languageTest', LANGUAGE_TEST, date).value;
}
