// How long the list of one answer may get.

/**
 * Registrations that one case's answer lists, those with most open places first. Our own number: a case
 * officer reads them one by one, and `demandRegistrations` pages through all. Open places count them all.
 */
export const MATCH_LIMIT = 20;
