// How long things of one kind took: a number for each bucket, as Prometheus has them, and the sum. An observation is one
// walk over the bounds and two additions; prom-client's own histogram hashes its labels each time, some 1 µs, which
// nine calls of a request would feel.

/**
 * Upper bounds, in seconds. Answers of well agencies take some ten milliseconds, a slow call half a second
 * (`slowCallMs`), a call a second at most (`timeoutMs`), a query two, a mutation ten: each stands at a bound, so that
 * the share beyond it can be read off.
 */
export const DURATION_BOUNDS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10] as const;

export class Durations {
  /** One more than there are bounds: what is longer than all of them. */
  readonly #counts = new Float64Array(DURATION_BOUNDS_SECONDS.length + 1);
  #sumSeconds = 0;

  add(durationMs: number): void {
    const seconds = durationMs / 1000;
    let bucket = 0;
    // Not above the last bound: there the comparison is with undefined, and false.
    while (seconds > (DURATION_BOUNDS_SECONDS[bucket] as number)) bucket += 1;
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#sumSeconds += seconds;
  }

  get sumSeconds(): number {
    return this.#sumSeconds;
  }

  /** For each bound how many were not longer, then how many there were. */
  cumulated(): number[] {
    let total = 0;
    return Array.from(this.#counts, (count) => (total += count));
  }
}
