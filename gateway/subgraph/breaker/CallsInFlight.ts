// The calls that a breaker has let through and that have not ended, and how many of them are slow by now. A call
// that hangs says so long before it ends, and without a timer of its own:
//
//   oldest ⇄ … ⇄ newest      calls that are not slow yet, in the order of their start
//
// All become slow after the same time, so the oldest is always the next. Whoever asks says what time it is; those that
// have become slow since then leave the list and are only counted. Every step costs O(1), spread over the calls.

/** What a call brings along to stand in the list. */
export interface CallInFlight {
  readonly startedAtMs: number;
  /** True once it has left the list for the count of slow ones. */
  isSlow: boolean;
  older: CallInFlight | undefined;
  newer: CallInFlight | undefined;
}

export class CallsInFlight {
  readonly #slowAfterMs: number;
  #oldest: CallInFlight | undefined;
  #newest: CallInFlight | undefined;
  #slowCount = 0;

  /** @param slowAfterMs from this time on a call is slow. */
  constructor(slowAfterMs: number) {
    this.#slowAfterMs = slowAfterMs;
  }

  /** As of the time that was passed to last. */
  get slowCount(): number {
    return this.#slowCount;
  }

  /** @param nowMs never less than before. */
  passTo(nowMs: number): void {
    while (this.#oldest !== undefined && nowMs - this.#oldest.startedAtMs >= this.#slowAfterMs) {
      const call = this.#oldest;
      this.#unlink(call);
      call.isSlow = true;
      this.#slowCount += 1;
    }
  }

  /** @param call started now: none in the list is newer. */
  add(call: CallInFlight): void {
    call.older = this.#newest;
    if (this.#newest === undefined) this.#oldest = call;
    else this.#newest.newer = call;
    this.#newest = call;
  }

  /** A call that has been added, and not yet removed, has ended. */
  remove(call: CallInFlight): void {
    if (call.isSlow) this.#slowCount -= 1;
    else this.#unlink(call);
  }

  /** Forgets all of them; none may be removed later. */
  clear(): void {
    this.#oldest = undefined;
    this.#newest = undefined;
    this.#slowCount = 0;
  }

  #unlink(call: CallInFlight): void {
    const { older, newer } = call;
    if (older === undefined) this.#oldest = newer;
    else older.newer = newer;
    if (newer === undefined) this.#newest = older;
    else newer.older = older;
    // A call that hangs would else keep alive all that came after it.
    call.older = undefined;
    call.newer = undefined;
  }
}
