// Values of @tag that mean something to the gate. Any other tag is a spelling mistake.

/** Marks a field that holds personal data: reading it needs a purpose and leaves a mark. */
export const PERSONAL_DATA_TAG = 'personal-data';

/**
 * Marks a field that holds personal data of another state system: an authority's answer, a paper's standing in its issuer's
 * register, or what is worked out from them. Reading it needs what personal data needs, and the reference of a consent
 * (`x-consent`). It is personal data with or without the other tag.
 */
export const STATE_HELD_TAG = 'state-held';
