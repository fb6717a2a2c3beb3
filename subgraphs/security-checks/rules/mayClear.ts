// What a positive clearance takes. Every path to CLEARED leads through here.

import type { AuthorityCheck, AuthorityCode } from '../model.js';

/** The body without whose positive agreement no permanent residence may be given (Law on Migration, Art. 49). */
const INDISPENSABLE: AuthorityCode = 'KNB';

/**
 * True where every required authority has concurred and the national security bodies are among them.
 * Silence, a term that passed, and a list without that body clear nobody.
 */
export function mayClear(required: readonly AuthorityCode[], checks: readonly AuthorityCheck[]): boolean {
  const concurred = new Set(checks.filter(({ answer }) => answer?.outcome === 'CONCURRED').map((check) => check.authorityCode));
  return concurred.has(INDISPENSABLE) && required.every((code) => concurred.has(code));
}
