// How many calls of one class may be under way at one agency. One more is refused at once: a queue would only make
// those that wait late as well, and hold their memory meanwhile. A place is taken until the work has really ended,
// which can be later than the moment when nobody waits for it any more.

export class Bulkhead {
  readonly limit: number;
  #active = 0;
  #enteredCount = 0;
  #refusedCount = 0;

  /** @param limit 1 or more. */
  constructor(limit: number) {
    this.limit = limit;
  }

  /** Calls under way. */
  get active(): number {
    return this.#active;
  }

  /** Who was let in since the gateway began. */
  get enteredCount(): number {
    return this.#enteredCount;
  }

  /** Who was refused since the gateway began. */
  get refusedCount(): number {
    return this.#refusedCount;
  }

  /** True where there was a place; who got it leaves exactly once. */
  enter(): boolean {
    if (this.#active >= this.limit) {
      this.#refusedCount += 1;
      return false;
    }
    this.#active += 1;
    this.#enteredCount += 1;
    return true;
  }

  /** Bound, so that it can be handed on as it is. */
  readonly leave = (): void => {
    this.#active -= 1;
  };
}
