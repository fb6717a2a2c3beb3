// Nonces of the calls that were accepted, so that none is accepted twice. Each is kept until its call would be
// refused for its age, and not longer.
//
// One set per second of expiry: a call that is sent again carries the same `expires`, under which it is signed, so
// only one set has to be looked at, and whole sets are dropped. Looking and adding take constant time; a nonce
// takes about 100 bytes.

/** `full`: so many calls are remembered that another cannot be; it must be refused, since it could be sent again unseen. */
export type NonceNews = 'new' | 'seen' | 'full';

export class NonceMemory {
  readonly #byExpiry = new Map<number, Set<string>>();
  readonly #maxCount: number;
  #count = 0;
  #droppedBefore = 0;

  /** @param maxCount default a million: 16,000 calls a second for the minute that one is kept. */
  constructor(maxCount = 1_000_000) {
    this.#maxCount = maxCount;
  }

  get size(): number {
    return this.#count;
  }

  /**
   * @param nonce with all that makes it one of a kind, such as the id of its key.
   * @param keepUntil second since the epoch until which the call would be accepted.
   * @param now second since the epoch.
   */
  remember(nonce: string, keepUntil: number, now: number): NonceNews {
    this.#dropBefore(now);
    const known = this.#byExpiry.get(keepUntil);
    if (known?.has(nonce) === true) return 'seen';
    if (this.#count >= this.#maxCount) return 'full';
    if (known === undefined) this.#byExpiry.set(keepUntil, new Set([nonce]));
    else known.add(nonce);
    this.#count += 1;
    return 'new';
  }

  #dropBefore(now: number): void {
    if (now <= this.#droppedBefore) return;
    this.#droppedBefore = now;
    for (const [expiry, nonces] of this.#byExpiry) {
      if (expiry >= now) continue;
      this.#count -= nonces.size;
      this.#byExpiry.delete(expiry);
    }
  }
}
