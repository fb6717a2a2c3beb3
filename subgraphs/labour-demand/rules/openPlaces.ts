// How much of a demand is still there.

/** Places still open: workers wanted less workers found, never below none. Holds for one registration and for sums of them. */
export function openPlaces({ headcount, filled }: { readonly headcount: number; readonly filled: number }): number {
  return Math.max(0, headcount - filled);
}
