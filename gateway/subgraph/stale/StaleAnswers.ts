// What one agency has said of reference data, for the time when it cannot be asked: a bounded store of texts. It outlives
// generations, since a new schema makes no answer older; who takes something out of it judges it by the schema of the day.
//
// Each answer has an age from its first moment on, and from then on the monotonic clock alone counts, so that no step of the wall
// clock makes it younger. No timer runs: what is too old is found when it is asked for, and all of it at most once a minute
// when anything is kept. Cost: O(1), and that walk.

import { LruCache } from '../../util/LruCache.js';
import type { Freshness } from './readFreshness.js';

interface KeptAnswer extends Freshness {
  readonly key: string;
  readonly text: string;
  /** On the monotonic clock. */
  readonly keptAtMs: number;
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
  #sweptAtMs = Number.NEGATIVE_INFINITY;

  /** @param maxBytes memory for all answers together, about; of more, those used least recently go. */
  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
    this.#kept = new LruCache(maxBytes);
  }

  /** @param nowMs on the monotonic clock, as everywhere here. */
  keep(key: string, text: string, { madeAtMs, ageMs, maxAgeMs }: Freshness, nowMs: number): void {
    if (nowMs - this.#sweptAtMs >= SWEEP_INTERVAL_MS) this.#sweep(nowMs);
    this.#kept.set(key, { key, text, madeAtMs, ageMs, maxAgeMs, keptAtMs: nowMs }, BYTES_PER_ANSWER + BYTES_PER_CHARACTER * (key.length + text.length));
  }

  /** For an answer that the agency has replaced by one that is not kept, or taken back. */
  forget(key: string): void {
    this.#kept.delete(key);
  }

  /** @param maxAgeMs the gateway's own bound, beside the agency's. */
  recall(key: string, maxAgeMs: number, nowMs: number): EarlierAnswer | undefined {
    const kept = this.#kept.get(key);
    if (kept === undefined) return undefined;
    const ageMs = ageOf(kept, nowMs);
    if (ageMs > kept.maxAgeMs) this.#kept.delete(key);
    return ageMs > Math.min(kept.maxAgeMs, maxAgeMs) ? undefined : { text: kept.text, ageMs, madeAtMs: kept.madeAtMs };
  }

  /** All that is held, so that it can be searched for what must not be in it. */
  *held(): IterableIterator<{ readonly key: string; readonly text: string }> {
    for (const { key, text } of this.#kept.values()) yield { key, text };
  }

  #sweep(nowMs: number): void {
    this.#sweptAtMs = nowMs;
    for (const kept of this.#kept.values()) if (ageOf(kept, nowMs) > kept.maxAgeMs) this.#kept.delete(kept.key);
  }
}

function ageOf({ ageMs, keptAtMs }: KeptAnswer, nowMs: number): number {
  return ageMs + (nowMs - keptAtMs);
}
