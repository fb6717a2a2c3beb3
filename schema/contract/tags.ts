// Values of @tag that mean something to the gate. Any other tag is a spelling mistake.

/** Marks a field that holds personal data: reading it needs a purpose and leaves a mark. */
export const PERSONAL_DATA_TAG = 'personal-data';
