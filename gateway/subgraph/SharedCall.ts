// One HTTP attempt at an agency, for all requests of the gateway that ask it the very same at the same
// time. Each of them judges the reply by itself: what a request will merge into is never shared, only text.
// The attempt is given up when the last that waits has left.

import type { Exchange } from '../Exchange.js';
import { canJoin } from '../util/canJoin.js';
import type { AdmittedPermit, CallOutcome } from './Breaker.js';
import type { HttpReply, PendingReply } from './postToAgency.js';

export class SharedCall {
  readonly #pending: PendingReply;
  readonly #permit: AdmittedPermit;
  /** When the attempt is cut off, on the exchanges' clock. */
  readonly #endsAtMs: number;
  #waitingCount = 0;
  #isOver = false;

  constructor(pending: PendingReply, permit: AdmittedPermit, endsAtMs: number) {
    this.#pending = pending;
    this.#permit = permit;
    this.#endsAtMs = endsAtMs;
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
    const reply = await this.#pending.reply;
    exchange.offAbort(leave);
    this.#isOver = true;
    return reply;
  }

  /** Tells the breaker; the first to say it is heard. */
  settle(outcome: CallOutcome): void {
    this.#permit.settle(outcome);
  }

  #leave(): void {
    this.#waitingCount -= 1;
    if (this.#waitingCount > 0) return;
    this.#isOver = true;
    this.#pending.abandon();
  }
}
