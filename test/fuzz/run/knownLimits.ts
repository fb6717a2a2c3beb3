// Differences that are known, and whose cause does not lie in the gateway: the planner is the library's. Each is told by
// what failed inside, never by the answer, so that nothing else is taken for it; a run counts them and bears few.

interface KnownLimit {
  readonly name: string;
  /** What the gateway failed over, or what a subgraph complained of. */
  readonly note: RegExp;
}

export const KNOWN_LIMITS: readonly KnownLimit[] = [
  // A requirement that leads through another entity of the same type and back (decision 8): refused, for want of a right plan.
  { name: 'no right plan through a circle of requirements', note: /cannot be planned: no agency answers/ },
  // Of fields with one name and different types, the planner gives one another name in the subgraph's operation; not so
  // where they lie deep below conditions on an interface object.
  { name: 'fields that cannot be merged, planned into one call', note: /conflict because they return conflicting types/ },
];

/** Operations in a thousand that may meet one; more are a difference of their own. */
export const LIMITS_PER_THOUSAND = 15;

/** @returns its name; undefined where the notes tell of none. */
export function knownLimit(notes: readonly string[]): string | undefined {
  return KNOWN_LIMITS.find(({ note }) => notes.some((text) => note.test(text)))?.name;
}
