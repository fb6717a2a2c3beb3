// Names of fields, for the message of a refusal.

/** Fields that a refusal names; the others are as many more as it says. */
const NAMED_FIELDS = 5;

/** @param fields coordinates: `Applicant.fullName`. */
export function listFields(fields: readonly string[]): string {
  const more = fields.length - NAMED_FIELDS;
  return more > 0 ? `${fields.slice(0, NAMED_FIELDS).join(', ')} and ${more} more` : fields.join(', ');
}
