// One try at a question to an agency: what the agency was sent, and what the breaker is told of it.

import type { AdmittedPermit, CallOutcome } from './breaker/Breaker.js';
import type { HttpReply, PendingReply } from './postToAgency.js';

/** Why a try was not made. Nothing was sent. */
export type AttemptRefusal =
  | { readonly kind: 'breakerOpen'; readonly retryAt: Date }
  /** As many calls as may be are under way. */
  | { readonly kind: 'bulkheadFull' };

/** A try under way. */
export interface Attempt extends PendingReply {
  readonly kind: 'begun';
  /** False for a try that waits, or was refused when its time came. */
  readonly isSent: boolean;
  /** Tells the breaker how it ended; the first to say it is heard. */
  settle(outcome: CallOutcome): void;
}

export class HttpAttempt implements Attempt {
  readonly kind = 'begun';
  readonly isSent = true;
  readonly reply: Promise<HttpReply>;
  readonly #pending: PendingReply;
  readonly #permit: AdmittedPermit;

  constructor(pending: PendingReply, permit: AdmittedPermit) {
    this.reply = pending.reply;
    this.#pending = pending;
    this.#permit = permit;
  }

  abandon(): void {
    this.#pending.abandon();
  }

  settle(outcome: CallOutcome): void {
    this.#permit.settle(outcome);
  }
}
