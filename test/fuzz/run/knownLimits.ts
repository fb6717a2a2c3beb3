// Differences that are known, and whose cause does not lie in the gateway: the planner is the library's. Each is told by
// what failed inside, never by the answer, so that nothing else is taken for it; a run counts them and bears few.

interface KnownLimit {
  readonly name: string;
  /** What the gateway failed over, or what a subgraph complained of. */
  readonly note: RegExp;
  /** Operations in a thousand that may meet it; more are a difference of their own. About twice of what was met most in 5,000. */
  readonly perThousand: number;
}

export const KNOWN_LIMITS: readonly KnownLimit[] = [
  // A requirement that leads through another entity of the same type and back (decision 8): refused, for want of a right plan.
  { name: 'no right plan through a circle of requirements', note: /cannot be planned: no agency answers/, perThousand: 1 },
  // Of fields with one name and different types, the planner gives one another name in the subgraph's operation; not so
  // where they lie deep below conditions on an interface object.
  { name: 'fields that cannot be merged, planned into one call', note: /conflict because they return conflicting types/, perThousand: 5 },
];

/** How many of so many operations may meet the limit of that name. */
export function borneOf(name: string, operations: number): number {
  const perThousand = KNOWN_LIMITS.find((limit) => limit.name === name)?.perThousand ?? 0;
  return Math.ceil((operations * perThousand) / 1_000);
}

/** @returns its name; undefined where the notes tell of none. */
export function knownLimit(notes: readonly string[]): string | undefined {
  return KNOWN_LIMITS.find(({ note }) => notes.some((text) => note.test(text)))?.name;
}
