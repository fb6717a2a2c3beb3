// Counts by key, in windows of one length: the window of a key begins with the first that comes after the last has
// ended. Of ever new keys the ones that came least recently are forgotten, so memory is bounded, at some 150 bytes each.

import type { Clock } from './Clock.js';
import { LruCache } from './LruCache.js';

export interface RateCounterOptions {
  /** That may come within one window, for each key; 1 or more. */
  readonly max: number;
  readonly windowMs: number;
  /** Keys that are remembered. */
  readonly remembered: number;
  readonly clock: Clock;
}

interface Window {
  readonly endsAtMs: number;
  count: number;
}

export class RateCounter {
  readonly #options: RateCounterOptions;
  readonly #windows: LruCache<Window>;

  constructor(options: RateCounterOptions) {
    this.#options = options;
    this.#windows = new LruCache(options.remembered);
  }

  /** Counts one. @returns milliseconds until the next may come, more than 0; undefined where this one may. */
  take(key: string): number | undefined {
    const { max, windowMs, clock } = this.#options;
    const nowMs = clock.nowMs();
    let window = this.#windows.get(key);
    if (window === undefined || window.endsAtMs <= nowMs) this.#windows.set(key, (window = { endsAtMs: nowMs + windowMs, count: 0 }), 1);
    if (window.count >= max) return window.endsAtMs - nowMs;
    window.count += 1;
    return undefined;
  }
}
