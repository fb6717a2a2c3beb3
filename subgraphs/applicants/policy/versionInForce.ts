// Which version of a table or a form a case is bound to.

import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { Versioned } from './Scoring.js';

/**
 * The version in force on a date: the one that took effect last. A later version never touches a case
 * of an earlier date, and an earlier one never holds once a later has taken effect.
 * @param what names the list in the error
 * @throws Error when none is in force: a case must never be judged by a guess.
 */
export function versionInForce<Version extends Versioned>(what: string, versions: readonly Version[], date: CalendarDate): Version {
  const version = versions
    .filter(({ from }) => from <= date)
    .reduce<Version | null>((latest, one) => (latest === null || one.from > latest.from ? one : latest), null);
  if (version === null) throw new Error(`no ${what} is in force on ${date}`);
  return version;
}
