// A try that waits before it begins. It passes breaker and bulkhead only then; where it is refused, or nobody waits
// any more, the reply to the try before stands.

import type { Attempt, AttemptRefusal } from '../Attempt.js';
import type { CallOutcome } from '../breaker/Breaker.js';
import type { HttpReply } from '../postToAgency.js';

export class LaterAttempt implements Attempt {
  readonly kind = 'begun';
  readonly reply: Promise<HttpReply>;
  readonly #timer: NodeJS.Timeout;
  readonly #resolve: (reply: HttpReply) => void;
  #attempt: Attempt | undefined;

  /** @param before the reply to the try before, already told to the breaker. */
  constructor(delayMs: number, before: HttpReply, begin: () => Attempt | AttemptRefusal) {
    const { promise, resolve, reject } = Promise.withResolvers<HttpReply>();
    this.reply = promise;
    this.#resolve = resolve;
    this.#timer = setTimeout(() => {
      try {
        const attempt = begin();
        if (attempt.kind === 'begun') this.#attempt = attempt;
        resolve(this.#attempt?.reply ?? before);
      } catch (error) {
        // A fault of our own is the request's, as in the first try; thrown here, it would be the process's.
        reject(error);
      }
    }, delayMs);
  }

  get isSent(): boolean {
    return this.#attempt !== undefined;
  }

  abandon(): void {
    clearTimeout(this.#timer);
    this.#attempt?.abandon();
    this.#resolve({ kind: 'abandoned' });
  }

  /** What became of the try before has been told already: where this one was not made, there is nothing to add. */
  settle(outcome: CallOutcome): void {
    this.#attempt?.settle(outcome);
  }
}
