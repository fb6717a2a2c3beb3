// What one request carries from its arrival to its close: its id, who asks and why, its time, its abort signal,
// and what each agency did for it. Created at the edge, handed to every stage, closed exactly once.

import { randomUUID } from 'node:crypto';
import { encodeCaller, type Caller } from '../schema/contract/Caller.js';
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
  /** How often it was sent again because it failed. Default: 0. */
  readonly retries?: number;
  readonly latencyMs: number;
  /** Set where the agency could not answer. */
  readonly failure?: AgencyCallFailure;
  /** Set where an earlier answer of the agency stands in for that one, or for a part of it. */
  readonly stale?: StaleAnswer;
}

/** How old an earlier answer was when it was given again. */
export interface StaleAnswer {
  readonly ageMs: number;
  /** When the agency made it, by its own clock, in epoch milliseconds. */
  readonly madeAtMs: number;
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
  /** Calls really sent, also again. 0: it was needed and not asked, because its breaker is open or no time was left. */
  readonly calls: number;
  /** The longest that one call kept the operation waiting, in whole milliseconds. */
  readonly latencyMs: number;
  /** With UNAVAILABLE: why, for the last call that failed. */
  readonly code?: ErrorCode;
  /** With UNAVAILABLE: when asking again makes sense, as an RFC 3339 instant. */
  readonly retryAt?: string;
  /**
   * With UNAVAILABLE: reference data in this response comes from earlier answers of the agency. `ageMs` is the age of the oldest in
   * whole milliseconds, `asOf` when the agency made that, by its own clock, as an RFC 3339 instant.
   */
  readonly stale?: { readonly ageMs: number; readonly asOf: string };
}

/** Why a request is made, as admission has found it well formed. Undefined for what was not stated. */
export interface StatedPurpose {
  readonly purpose: Purpose | undefined;
  readonly caseId: string | undefined;
  readonly consent: string | undefined;
}

export interface ExchangeOptions {
  readonly clock: Clock;
  /** The languages that the caller prefers, as they were sent (`Accept-Language`, RFC 9110 §12.5.4). Default: none. */
  readonly language?: string;
  /** Who asks, where that is known without admission. Default: admission will tell. */
  readonly caller?: Caller | undefined;
  /** Why, where that is known without admission. Default: admission will tell. */
  readonly purpose?: Purpose | undefined;
  /** About which case, where that is known without admission. Default: admission will tell. */
  readonly caseId?: string | undefined;
  /** By which consent, where that is known without admission. Default: admission will tell. */
  readonly consent?: string | undefined;
  /** From the caller's `x-request-id` where that may stand in logs (`isRequestId`); else a new UUID. */
  readonly requestId?: string;
  /** How long the client will wait, in milliseconds from the arrival. Default: it does not say. */
  readonly askedTimeoutMs?: number | undefined;
  /** True where the client wants one located error beside each answer that the gateway wrote. */
  readonly locatedAnswers?: boolean;
}

export class Exchange {
  readonly requestId: string;
  readonly locatedAnswers: boolean;
  readonly clock: Clock;
  /** How long the client will wait, in milliseconds from the arrival; undefined where it does not say. */
  readonly askedTimeoutMs: number | undefined;
  /** As they were sent; empty for none. */
  readonly language: string;
  /** When the request arrived, in epoch milliseconds. */
  readonly arrivedAtMs: number;
  readonly #abortListeners = new Set<() => void>();
  readonly #calls = new Map<string, AgencyCall[]>();
  #caller: Caller | undefined;
  #purpose: Purpose | undefined;
  #caseId: string | undefined;
  #consent: string | undefined;
  /** Once it has been asked for, as the next. */
  #encodedCaller: string | undefined;
  #asker: string | undefined;
  /** As they are now; the answer and the log both want them. */
  #reports: readonly AgencyReport[] | undefined;
  #timeoutMs = Number.POSITIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #abortedBy: AbortReason | undefined;
  #closed = false;

  constructor({ clock, requestId, language = '', caller, purpose, caseId, consent, askedTimeoutMs, locatedAnswers = false }: ExchangeOptions) {
    this.clock = clock;
    this.requestId = requestId ?? randomUUID();
    this.language = language;
    this.#caller = caller;
    this.#purpose = purpose;
    this.#caseId = caseId;
    this.askedTimeoutMs = askedTimeoutMs;
    this.#consent = consent;
    this.locatedAnswers = locatedAnswers;
    this.arrivedAtMs = clock.nowMs();
  }

  /** Who asks, as a verified access token says. Undefined for an anonymous caller, and until admission knows. Not for logs. */
  get caller(): Caller | undefined {
    return this.#caller;
  }

  /** The caller as every agency is told, written once for all calls; undefined where there is none. Not for logs. */
  get encodedCaller(): string | undefined {
    return (this.#encodedCaller ??= this.#caller && encodeCaller(this.#caller));
  }

  /** Why personal data is read. Undefined where nothing was stated, and until admission knows. */
  get purpose(): Purpose | undefined {
    return this.#purpose;
  }

  /** The case that the work is for, well formed; whether there is such a case is not known here. Not for logs. */
  get caseId(): string | undefined {
    return this.#caseId;
  }

  /** The reference of the consent by which state-held data is read, well formed; whether there is such a consent is not known here. Not for logs. */
  get consent(): string | undefined {
    return this.#consent;
  }

  /** Called by admission, once at most, before anything is done for the request. */
  admitCaller(caller: Caller): void {
    if (this.#caller !== undefined || this.#asker !== undefined) throw new Error('the caller of an exchange is set once, before its work begins');
    this.#caller = caller;
  }

  /** Called by admission, once at most, before anything is done for the request. */
  admitPurpose({ purpose, caseId, consent }: StatedPurpose): void {
    if (this.#purpose !== undefined || this.#caseId !== undefined || this.#consent !== undefined || this.#asker !== undefined) {
      throw new Error('the purpose of an exchange is set once, before its work begins');
    }
    this.#purpose = purpose;
    this.#caseId = caseId;
    this.#consent = consent;
  }

  /**
   * Everything in the request, beside the operation, on which an answer may depend: who asks, why, about which
   * case, by which consent and in which language. Requests share work only where it is the same. It holds all that the verified
   * token says of the caller and nothing of the token itself: a new token for the same goes on sharing, and no
   * credential is kept. Opaque, and not for logs.
   */
  get asker(): string {
    this.#asker ??= describeAsker(this);
    return this.#asker;
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

  /** Work for this request that others may come to share. It is for the same caller and purpose and knows the deadline, but is given up only by who waits for it. */
  fork(): Exchange {
    const fork = new Exchange(this);
    fork.#asker = this.asker;
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

/** Short where nobody says anything: it stands before every key by which work is shared. */
function describeAsker({ encodedCaller, purpose, caseId, consent, language }: Exchange): string {
  if (encodedCaller === undefined && purpose === undefined && caseId === undefined && consent === undefined && language === '') return '';
  return JSON.stringify([encodedCaller ?? null, purpose ?? null, caseId ?? null, consent ?? null, language]);
}

function reportOf(agency: string, calls: readonly AgencyCall[]): AgencyReport {
  const failure = calls.findLast((call) => call.failure !== undefined)?.failure;
  const stale = oldestOf(calls);
  return {
    agency,
    status: failure === undefined ? 'OK' : 'UNAVAILABLE',
    calls: calls.reduce((count, { sent, retries = 0 }) => count + (sent ? 1 + retries : 0), 0),
    latencyMs: Math.round(Math.max(...calls.map((call) => call.latencyMs))),
    ...(failure !== undefined && { code: failure.code, retryAt: failure.retryAt.toISOString() }),
    ...(stale !== undefined && { stale: { ageMs: Math.round(stale.ageMs), asOf: new Date(stale.madeAtMs).toISOString() } }),
  };
}

function oldestOf(calls: readonly AgencyCall[]): StaleAnswer | undefined {
  let oldest: StaleAnswer | undefined;
  for (const { stale } of calls) if (stale !== undefined && (oldest === undefined || stale.ageMs > oldest.ageMs)) oldest = stale;
  return oldest;
}
