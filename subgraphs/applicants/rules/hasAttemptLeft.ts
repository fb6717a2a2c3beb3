// How often the language test may be taken.

/**
 * True while another attempt may be recorded. A misconduct ban is a separate fact and no attempt: it
 * uses none up.
 * @param taken attempts on record
 * @param allowed attempts in all, the first one included
 */
export function hasAttemptLeft(taken: number, allowed: number): boolean {
  return taken < allowed;
}
