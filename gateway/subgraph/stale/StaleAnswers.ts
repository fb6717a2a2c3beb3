// What one agency has said of reference data, for the time when it cannot be asked: a bounded store of texts. It outlives
// generations, since a new schema makes no answer older; who takes something out of it judges it by the schema of the day.
//
// Each answer has an age from its first moment on; from then on the clock counts that says more. The monotonic one cannot be
// set, so that no step of the wall clock makes an answer younger; the wall clock goes on while the machine sleeps, when the
// monotonic one may stand still. No timer runs: what is too old is found when it is asked for, and all of it at most once a
// minute when anything is kept. Cost: O(1), and that walk.

import { LruCache } from '../../util/LruCache.js';
import type { Freshness } from './readFreshness.js';

interface KeptAnswer extends Freshness {
  readonly key: string;
  readonly text: string;
  readonly keptAt: Moment;
}

/** One moment by both clocks, in milliseconds; only differences count. */
export interface Moment {
  readonly monotonicMs: number;
  readonly wallMs: number;
}

export interface EarlierAnswer {
  readonly text: string;
  readonly ageMs: number;
  /** When the agency made it, by its own clock, in epoch milliseconds. */
  readonly madeAtMs: number;
}

const SWEEP_INTERVAL_MS = 60_000;

/** Two bytes a character at worst, and what the maps take of an entry. */
const BYTES_PER_CHARACTER = 2;
const BYTES_PER_ANSWER = 300;

export class StaleAnswers {
  readonly maxBytes: number;
  readonly #kept: LruCache<KeptAnswer>;
  /** On the monotonic clock. */
  #sweptAtMs = Number.NEGATIVE_INFINITY;

  /** @param maxBytes memory for all answers together, about; of more, those used least recently go. */
  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
    this.#kept = new LruCache(maxBytes);
  }

  keep(key: string, text: string, { madeAtMs, ageMs, maxAgeMs }: Freshness, now: Moment): void {
    if (now.monotonicMs - this.#sweptAtMs >= SWEEP_INTERVAL_MS) this.#sweep(now);
    this.#kept.set(key, { key, text, madeAtMs, ageMs, maxAgeMs, keptAt: now }, BYTES_PER_ANSWER + BYTES_PER_CHARACTER * (key.length + text.length));
  }

  /** For an answer that the agency has replaced by one that is not kept, or taken back. */
  forget(key: string): void {
    this.#kept.delete(key);
  }

  /** @param maxAgeMs the gateway's own bound, beside the agency's. */
  recall(key: string, maxAgeMs: number, now: Moment): EarlierAnswer | undefined {
    const kept = this.#kept.get(key);
    if (kept === undefined) return undefined;
    const ageMs = ageOf(kept, now);
    if (ageMs > kept.maxAgeMs) this.#kept.delete(key);
    return ageMs > Math.min(kept.maxAgeMs, maxAgeMs) ? undefined : { text: kept.text, ageMs, madeAtMs: kept.madeAtMs };
  }

  /** All that is held, so that it can be searched for what must not be in it. */
  *held(): IterableIterator<{ readonly key: string; readonly text: string }> {
    for (const { key, text } of this.#kept.values()) yield { key, text };
  }

  #sweep(now: Moment): void {
    this.#sweptAtMs = now.monotonicMs;
    for (const kept of this.#kept.values()) if (ageOf(kept, now) > kept.maxAgeMs) this.#kept.delete(kept.key);
  }
}

function ageOf({ ageMs, keptAt }: KeptAnswer, now: Moment): number {
  return ageMs + Math.max(now.monotonicMs - keptAt.monotonicMs, now.wallMs - keptAt.wallMs);
}
