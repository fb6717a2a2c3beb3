// Whether a question that failed is put to an agency once more, and when. Kept per agency: what may be asked again is a
// share of what the agency was asked lately, so that one which fails is never asked much more than one that answers.
// Without that budget each failure would be a second call, at the moment at which the agency can bear it least.

import type { Clock } from '../../util/Clock.js';
import { RollingCounts } from '../../util/RollingCounts.js';
import type { HttpReply } from '../postToAgency.js';
import { retryDelayMs } from './retryDelayMs.js';

/** As the configuration gives them (`agencies.<name>.retry`). */
export interface RetrySettings {
  /** Retries of one question, 0 or more; 0 asks nothing again. */
  readonly maxRetries: number;
  /** About how long before the first; it doubles each time. */
  readonly baseDelayMs: number;
  /** Retries per call of the last while, 0 to 1. */
  readonly budgetRatio: number;
  /** Retries that are allowed in the last while however few calls there were; 0 or more. */
  readonly floor: number;
}

/** What "lately" means: long enough for an agency that is asked now and then, short enough that a quiet hour saves nothing up. */
const WINDOW_MS = 10_000;

/** A retry needs at least this long to be of use: well agencies answer in tens of milliseconds. */
const LEAST_ATTEMPT_MS = 50;

const CALLS = 0;
const RETRIES = 1;

export class RetryPolicy {
  readonly #settings: RetrySettings;
  readonly #random: () => number;
  readonly #counts = new RollingCounts(WINDOW_MS, 2);
  #grantedCount = 0;
  #refusedCount = 0;

  /** @param random from 0 to below 1. */
  constructor(settings: RetrySettings, random: () => number = Math.random) {
    this.#settings = settings;
    this.#random = random;
  }

  /** Retries that the budget has allowed since the gateway began. */
  get grantedCount(): number {
    return this.#grantedCount;
  }

  /** Retries of use, within their time, that it has not. */
  get refusedCount(): number {
    return this.#refusedCount;
  }

  /** A question is put to the agency for the first time. */
  countCall(nowMs: number): void {
    this.#counts.passTo(nowMs);
    this.#counts.add(CALLS);
  }

  /**
   * Takes one retry out of the budget, where the reply, the time and the budget allow it.
   * @param retries how often the same question has been asked again already.
   * @param clock read only where the reply is worth a retry.
   * @param endsAtMs when the question must be answered, on that clock.
   * @returns how long to wait before it; undefined where the reply stands.
   */
  delayBeforeRetry(reply: HttpReply, retries: number, clock: Clock, endsAtMs: number): number | undefined {
    const { maxRetries, baseDelayMs } = this.#settings;
    if (retries >= maxRetries) return undefined;
    const delayMs = retryDelayMs(reply, retries, baseDelayMs, this.#random);
    if (delayMs === undefined) return undefined;
    const nowMs = clock.nowMs();
    if (nowMs + delayMs + LEAST_ATTEMPT_MS > endsAtMs) return undefined;
    return this.#take(nowMs) ? delayMs : undefined;
  }

  #take(nowMs: number): boolean {
    this.#counts.passTo(nowMs);
    const { budgetRatio, floor } = this.#settings;
    const allowed = Math.max(floor, budgetRatio * this.#counts.total(CALLS));
    if (this.#counts.total(RETRIES) + 1 > allowed) {
      this.#refusedCount += 1;
      return false;
    }
    this.#counts.add(RETRIES);
    this.#grantedCount += 1;
    return true;
  }
}
