// What one request carries from its arrival to its close: its id, its time, its abort signal, and what
// each agency did for it. Created at the edge, handed to every stage, closed exactly once.

import { randomUUID } from 'node:crypto';
import type { Caller } from '../schema/contract/Caller.js';
import type { ErrorCode } from '../schema/contract/errorCodes.js';
import type { Purpose } from '../schema/contract/purposes.js';
import type { Clock } from './util/Clock.js';

/** Why work for a request was given up. */
export type AbortReason = 'deadlinePassed' | 'clientLeft';

/** One call that an agency was needed for, whether or not it was really sent. */
export interface AgencyCall {
  readonly agency: string;
  /** False where the call was refused before anything was sent: open breaker, no time left. */
  readonly sent: boolean;
  readonly latencyMs: number;
  /** Set where the agency could not answer. */
  readonly failure?: AgencyCallFailure;
}

export interface AgencyCallFailure {
  readonly code: ErrorCode;
  /** When asking again makes sense. */
  readonly retryAt: Date;
}

/** What became of an agency's part in an operation, for `extensions.agencies`. */
export interface AgencyReport {
  readonly agency: string;
  /** UNAVAILABLE where at least one of the calls it was needed for got no usable answer. */
  readonly status: 'OK' | 'UNAVAILABLE';
  /** Calls really sent. 0: it was needed and not asked, because its breaker is open or no time was left. */
  readonly calls: number;
  /** The longest that one call kept the operation waiting, in whole milliseconds. */
  readonly latencyMs: number;
  /** With UNAVAILABLE: why, for the last call that failed. */
  readonly code?: ErrorCode;
  /** With UNAVAILABLE: when asking again makes sense, as an RFC 3339 instant. */
  readonly retryAt?: string;
}

export interface ExchangeOptions {
  readonly clock: Clock;
  /** See `Exchange.asker`. Default: nobody in particular. */
  readonly asker?: string;
  /** Who asks, from a verified token. Default: nobody is known to. */
  readonly caller?: Caller | undefined;
  /** Why. Default: it was not said. */
  readonly purpose?: Purpose | undefined;
  /** The case that the work is for. Default: none was named. */
  readonly caseId?: string | undefined;
  /** From the caller's `x-request-id` where it is well formed; else a new UUID. */
  readonly requestId?: string;
  /** True where the client wants one located error beside each answer that the gateway wrote. */
  readonly locatedAnswers?: boolean;
}

export class Exchange {
  readonly requestId: string;
  readonly locatedAnswers: boolean;
  readonly clock: Clock;
  /**
   * Everything in the request, beside the operation, on which an answer may depend: who asks, why, about which
   * case and in which language. Requests share work only where it is the same. Opaque, and not for logs.
   */
  readonly asker: string;
  readonly caller: Caller | undefined;
  readonly purpose: Purpose | undefined;
  readonly caseId: string | undefined;
  /** When the request arrived, in epoch milliseconds. */
  readonly arrivedAtMs: number;
  readonly #abortListeners = new Set<() => void>();
  readonly #calls = new Map<string, AgencyCall[]>();
  /** As they are now; the answer and the log both want them. */
  #reports: readonly AgencyReport[] | undefined;
  #timeoutMs = Number.POSITIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #abortedBy: AbortReason | undefined;
  #closed = false;

  constructor({ clock, requestId, asker = '', caller, purpose, caseId, locatedAnswers = false }: ExchangeOptions) {
    this.clock = clock;
    this.requestId = requestId ?? randomUUID();
    this.asker = asker;
    this.caller = caller;
    this.purpose = purpose;
    this.caseId = caseId;
    this.locatedAnswers = locatedAnswers;
    this.arrivedAtMs = clock.nowMs();
  }

  /** Why the work was given up: the client left, or the deadline passed. Undefined where it was not. */
  get abortedBy(): AbortReason | undefined {
    return this.#abortedBy;
  }

  get isAborted(): boolean {
    return this.#abortedBy !== undefined;
  }

  /** Calls the listener when the work is given up. An abort signal of the platform would cost ten times as much. */
  onAbort(listener: () => void): void {
    this.#abortListeners.add(listener);
  }

  offAbort(listener: () => void): void {
    this.#abortListeners.delete(listener);
  }

  /** Sets the deadline, counted from the arrival. Called once, as soon as the kind of operation is known. */
  limitTo(timeoutMs: number): void {
    this.#timeoutMs = timeoutMs;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.abort('deadlinePassed'), Math.max(0, this.remainingMs()));
  }

  /** The time the whole request has, from its arrival; Infinity before a deadline is set. */
  get timeoutMs(): number {
    return this.#timeoutMs;
  }

  /** The deadline, on the exchange's clock; Infinity before one is set. */
  get deadlineMs(): number {
    return this.arrivedAtMs + this.#timeoutMs;
  }

  /** Milliseconds until the deadline; 0 or less when it has passed, Infinity before one is set. */
  remainingMs(): number {
    return this.deadlineMs - this.clock.nowMs();
  }

  elapsedMs(): number {
    return this.clock.nowMs() - this.arrivedAtMs;
  }

  /** Gives up all work for the request. Without effect once closed or aborted. */
  abort(reason: AbortReason): void {
    if (this.#closed || this.#abortedBy !== undefined) return;
    this.#abortedBy = reason;
    for (const listener of this.#abortListeners) listener();
  }

  recordCall(call: AgencyCall): void {
    this.#reports = undefined;
    const calls = this.#calls.get(call.agency);
    if (calls === undefined) this.#calls.set(call.agency, [call]);
    else calls.push(call);
  }

  /** Work for this request that others may come to share. It knows the deadline, but is given up only by who waits for it. */
  fork(): Exchange {
    const fork = new Exchange(this);
    fork.#timeoutMs = this.deadlineMs - fork.arrivedAtMs;
    return fork;
  }

  /** What was done for other work was done for this request too. */
  takeOverCalls(other: Exchange): void {
    for (const calls of other.#calls.values()) for (const call of calls) this.recordCall(call);
  }

  /** One report per agency the operation needed, by name: parallel calls end in any order. */
  agencyReports(): readonly AgencyReport[] {
    this.#reports ??= [...this.#calls.keys()].sort().map((agency) => reportOf(agency, this.#calls.get(agency) ?? []));
    return this.#reports;
  }

  /** Ends the exchange: the deadline's timer is released and nothing can abort it any more. */
  close(): void {
    if (this.#closed) throw new Error('an exchange is closed exactly once');
    this.#closed = true;
    clearTimeout(this.#timer);
  }
}

function reportOf(agency: string, calls: readonly AgencyCall[]): AgencyReport {
  const failure = calls.findLast((call) => call.failure !== undefined)?.failure;
  return {
    agency,
    status: failure === undefined ? 'OK' : 'UNAVAILABLE',
    calls: calls.filter((call) => call.sent).length,
    latencyMs: Math.round(Math.max(...calls.map((call) => call.latencyMs))),
    ...(failure !== undefined && { code: failure.code, retryAt: failure.retryAt.toISOString() }),
  };
}
