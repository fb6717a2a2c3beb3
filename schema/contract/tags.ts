// Values of @tag that mean something to the gate. Any other tag is a spelling mistake.

/** Marks a field that holds personal data: reading it needs a purpose and leaves a mark. */
export const PERSONAL_DATA_TAG = 'personal-data';

/**
 * Marks a field that holds personal data of another state system: an authority's answer, a paper's standing in its issuer's
 * register, or what is worked out from them. Reading it needs what personal data needs, and the reference of a consent
 * (`x-consent`). It is personal data with or without the other tag.
 */
export const STATE_HELD_TAG = 'state-held';

/**
 * Marks a field that is reference data: the same for whoever asks, and for a whole day or longer (names and codes of regions,
 * occupations, industries, authorities). The agency may allow that its earlier answer is given while it cannot be asked. Never
 * on an answer about a person, a case or a number that changes.
 */
export const REFERENCE_DATA_TAG = 'reference-data';
