// How often things of a few kinds happened within the last while: a ring of buckets, each a tenth of it.
//
//   bucket   …  41  42  43  44  45  46  47  48  49  50     newest: the one that holds now
//   counts       ·   ·   ·   ·   ·   ·   ·   ·   ·   ·     totals: their sum, kept as they change
//
// Nothing runs by itself: whoever counts or reads says what time it is, and buckets that have left the window are
// emptied then, however long nobody came. A count costs O(1); a move of time at most one pass over the ring.
// Something is forgotten at the end of its bucket: after nine to ten tenths of the window.

/** Resolution: ten is what keeps the edge of a window of seconds finer than a request is long. */
const BUCKETS = 10;

export class RollingCounts {
  readonly #bucketMs: number;
  readonly #kinds: number;
  /** By bucket, then by kind. */
  readonly #counts: Uint32Array;
  readonly #totals: Uint32Array;
  /** Number of the newest bucket, counted from the beginning of the clock. */
  #newest = Number.NEGATIVE_INFINITY;

  /**
   * @param windowMs 1 or more.
   * @param kinds how many kinds of things are told apart, by numbers from 0.
   */
  constructor(windowMs: number, kinds: number) {
    this.#bucketMs = windowMs / BUCKETS;
    this.#kinds = kinds;
    this.#counts = new Uint32Array(BUCKETS * kinds);
    this.#totals = new Uint32Array(kinds);
  }

  /** Forgets what has left the window. @param nowMs 0 or more, and never less than before. */
  passTo(nowMs: number): void {
    const now = Math.floor(nowMs / this.#bucketMs);
    if (now <= this.#newest) return;
    for (let bucket = Math.max(this.#newest + 1, now - BUCKETS + 1); bucket <= now; bucket += 1) this.#empty(bucket);
    this.#newest = now;
  }

  /** One more of a kind, at the time that was passed to last. */
  add(kind: number): void {
    const at = this.#placeOf(this.#newest) + kind;
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
    this.#totals[kind] = this.total(kind) + 1;
  }

  /** Within the window, as of the time that was passed to last. */
  total(kind: number): number {
    return this.#totals[kind] ?? 0;
  }

  clear(): void {
    this.#counts.fill(0);
    this.#totals.fill(0);
  }

  #empty(bucket: number): void {
    const first = this.#placeOf(bucket);
    for (let kind = 0; kind < this.#kinds; kind += 1) {
      this.#totals[kind] = this.total(kind) - (this.#counts[first + kind] ?? 0);
      this.#counts[first + kind] = 0;
    }
  }

  #placeOf(bucket: number): number {
    return (bucket % BUCKETS) * this.#kinds;
  }
}
