// One question to an agency, for all requests of the gateway that ask it the very same at the same time. Each of them
// judges the reply by itself: what a request will merge into is never shared, only text. Where a try failed and the next
// may find a sound agency, it is asked again within the same time, once for all who wait.
// The question is given up when the last that waits has left.

import type { Exchange } from '../Exchange.js';
import { canJoin } from '../util/canJoin.js';
import type { Attempt } from './Attempt.js';
import type { CallOutcome } from './breaker/Breaker.js';
import type { HttpReply } from './postToAgency.js';

/** The next try, where there is to be one; it begins within the time of the call. */
export type AskAgain = (reply: HttpReply, retries: number, failed: Attempt) => Attempt | undefined;

/** On the exchanges' clock. */
export interface CallSpan {
  readonly startedAtMs: number;
  readonly endsAtMs: number;
}

export class SharedCall {
  /** When it was first sent, on the exchanges' clock. */
  readonly startedAtMs: number;
  /** When the call is cut off, on the same. */
  readonly #endsAtMs: number;
  readonly #askAgain: AskAgain | undefined;
  #attempt: Attempt;
  #retries = 0;
  /** Of the tries before this one. */
  #sentCount = 0;
  #waitingCount = 0;
  #isOver = false;

  /** @param askAgain default: one try is all. */
  constructor(attempt: Attempt, { startedAtMs, endsAtMs }: CallSpan, askAgain?: AskAgain) {
    this.startedAtMs = startedAtMs;
    this.#attempt = attempt;
    this.#endsAtMs = endsAtMs;
    this.#askAgain = askAgain;
  }

  /** How often the agency was really asked. */
  get sentCount(): number {
    return this.#sentCount + (this.#attempt.isSent ? 1 : 0);
  }

  /** @param endsAtMs when the one that would join has to be answered. */
  isJoinable(endsAtMs: number): boolean {
    return !this.#isOver && canJoin(this.#endsAtMs, endsAtMs);
  }

  /** The reply, once it is there. A request that is given up meanwhile waits for it no longer. */
  async wait(exchange: Exchange): Promise<HttpReply> {
    const leave = () => this.#leave();
    this.#waitingCount += 1;
    exchange.onAbort(leave);
    let attempt: Attempt;
    let reply: HttpReply;
    do {
      attempt = this.#attempt;
      reply = await attempt.reply;
      // The first who hears of a reply decides for all whether it is the last.
    } while (attempt !== this.#attempt || this.#goesOn(reply));
    exchange.offAbort(leave);
    return reply;
  }

  /** Tells the breaker; the first to say it is heard. */
  settle(outcome: CallOutcome): void {
    this.#attempt.settle(outcome);
  }

  #goesOn(reply: HttpReply): boolean {
    if (this.#isOver) return false;
    const next = this.#askAgain?.(reply, this.#retries, this.#attempt);
    this.#isOver = next === undefined;
    if (next === undefined) return false;
    this.#sentCount = this.sentCount;
    this.#attempt = next;
    this.#retries += 1;
    return true;
  }

  #leave(): void {
    this.#waitingCount -= 1;
    if (this.#waitingCount > 0) return;
    this.#isOver = true;
    this.#attempt.abandon();
  }
}
