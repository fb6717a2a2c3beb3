// Why somebody reads personal data: a closed list, since "for stated purposes" (Law No. 94-V, DOMAIN 6.3) means
// that the purposes are stated before anybody asks. Values of the header `x-purpose`.

export const PURPOSES = ['case-work', 'case-queue', 'security-check', 'employer-service', 'own-data', 'audit'] as const;

/**
 * - `case-work`: an officer prepares or decides a case
 * - `case-queue`: an officer looks through the cases of their regions, to see which to work on
 * - `security-check`: a competent authority answers about a case
 * - `employer-service`: an employer, or somebody for it, looks at its own registrations
 * - `own-data`: a person looks at what is held about them
 * - `audit`: somebody looks whether the others may have looked
 */
export type Purpose = (typeof PURPOSES)[number];

/** Purposes that concern one case, which has to be named beside them (`x-case-id`). */
export const CASE_PURPOSES: ReadonlySet<Purpose> = new Set<Purpose>(['case-work', 'security-check']);

/** Guard for what a client sends. */
export function isPurpose(text: string): text is Purpose {
  return (PURPOSES as readonly string[]).includes(text);
}
