// Chance that repeats: the same seed gives the same numbers on every machine, so that seed data is
// the same everywhere and a test that failed fails again. Not for secrets.

export interface SeededRandom {
  /** Uniform in [0, 1). */
  next(): number;
  /** Whole number from `from` to `to`, both included. */
  integer(from: number, to: number): number;
  /** One of the items. @throws Error for an empty list. */
  pick<Item>(items: readonly Item[]): Item;
  /** True with the given probability (0 to 1). */
  chance(probability: number): boolean;
}

/** mulberry32 over a FNV-1a hash of the seed text. */
export function seededRandom(seed: string): SeededRandom {
  let state = 0x811c9dc5;
  for (const character of seed) state = Math.imul(state ^ character.codePointAt(0)!, 0x01000193);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const integer = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    integer,
    pick: (items) => {
      if (items.length === 0) throw new Error('cannot pick from an empty list');
      return items[integer(0, items.length - 1)]!;
    },
    chance: (probability) => next() < probability,
  };
}
