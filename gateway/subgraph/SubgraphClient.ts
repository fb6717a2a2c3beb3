// The gateway's side of one agency. One call passes: time left? → quarantined? → maintenance? → twin in flight? → breaker → bulkhead → HTTP
// attempt with its own abort, perhaps once more → judged → breaker told → earlier answer, where that is allowed → gaps filled. Whatever happens, the engine gets
// data it can merge, and the exchange learns what became of the call; nothing here throws over an agency's doing.

import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Dispatcher } from 'undici';
import type { ErrorCode } from '../../schema/contract/errorCodes.js';
import type { AgencyCallFailure, Exchange } from '../Exchange.js';
import { InFlight } from '../util/InFlight.js';
import { LruCache } from '../util/LruCache.js';
import { readAgencyOperation, type AgencyOperation, type OperationText } from './AgencyOperation.js';
import { HttpAttempt, type Attempt, type AttemptRefusal } from './Attempt.js';
import type { Breaker, CallOutcome } from './breaker/Breaker.js';
import type { Bulkhead } from './Bulkhead.js';
import { classifyReply, type CallFailure, type Verdict } from './classifyReply.js';
import { explainGaps, isAgencysOwn } from './explainGaps.js';
import { REPRESENTATIONS_VARIABLE } from './federationNames.js';
import type { OperationClass } from './OperationClass.js';
import type { Maintenance } from './maintenance/Maintenance.js';
import { postToAgency, type HttpReply, type PendingReply, type ReceivedReply } from './postToAgency.js';
import { LaterAttempt } from './retry/LaterAttempt.js';
import type { RetryPolicy } from './retry/RetryPolicy.js';
import { SharedCall } from './SharedCall.js';
import type { CallSigner } from './signature/CallSigner.js';
import type { RecalledData, StaleIfError } from './stale/StaleIfError.js';
import type { SubgraphRequest, SubgraphResult } from './SubgraphRequest.js';
import { MAX_NULLS, writeAnswers, type WrittenAnswers } from './writeAnswers.js';
import { writeCallHeaders } from './writeCallHeaders.js';

export interface SubgraphClientOptions {
  readonly agency: string;
  readonly url: URL;
  /** Longest time for one call, whatever is left of the request. */
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
  /** How long to advise waiting where neither breaker nor agency says when to ask again. */
  readonly retryAfterMs: number;
  /** The composed schema: its types say which fields are answers. */
  readonly schema: GraphQLSchema;
  readonly dispatcher: Dispatcher;
  readonly breakers: Readonly<Record<OperationClass, Breaker>>;
  /** Why the agency is not called at all, until the next generation: one line for the log. Default: it is called. */
  readonly quarantine?: string | undefined;
  /** Default: none is announced. */
  readonly maintenance?: Maintenance;
  /** Default: calls under way are not limited. */
  readonly bulkheads?: Readonly<Record<OperationClass, Bulkhead>>;
  /** Default: nothing is asked again. */
  readonly retries?: RetryPolicy;
  /** Default: no earlier answer stands in for one that does not come. */
  readonly staleIfError?: StaleIfError | undefined;
  /** Default: calls are not signed. */
  readonly signer?: CallSigner | undefined;
  readonly onCallFailed?: (event: CallFailedEvent) => void;
}

/** For listeners such as the log. Holds no document, no variable and nothing the agency sent. */
export interface CallFailedEvent {
  readonly requestId: string;
  readonly agency: string;
  readonly code: ErrorCode;
  readonly detail: string;
  readonly latencyMs: number;
  /** How old the earlier answer is that was given instead. Default: none was. */
  readonly staleAgeMs?: number;
}

/**
 * Kept back from the agencies' time to merge and write the answer, so that an operation whose agency
 * hangs until the deadline still has its other parts delivered within it. Merging and printing the
 * largest answers seen takes about 20 ms; the rest is for a busy event loop.
 */
const ANSWER_RESERVE_MS = 100;

/**
 * Kept back for each later wave of the plan, so that an agency which hangs cannot eat the time of those
 * that come after it: an answer of a well agency takes tens of milliseconds, 250 is a slow one.
 */
const WAVE_RESERVE_MS = 250;

/** Memory that read operations may take, for each agency, about: some thousand fetches of plans like those of CaseFile. */
const MAX_READ_BYTES = 16_777_216;

/** What a read operation takes in memory; measured: 4.2 KB at 31 characters, 12 KB at 279, 295 KB at 6,047. */
const BYTES_PER_OPERATION = 3_000;
const BYTES_PER_CHARACTER = 50;

interface Call {
  readonly request: SubgraphRequest;
  readonly exchange: Exchange;
  /** JSON text of the variables: with the operation, all that the agency is told. */
  readonly variablesText: string;
  /** Calls of one operation with the same key are the same question by the same caller. */
  readonly sharingKey: string;
  readonly startedAtMs: number;
  /** How often the agency was really asked; known once it has replied. */
  sentCount: number;
}

interface Ending {
  readonly result: SubgraphResult;
  /** What the breaker learns. */
  readonly outcome: CallOutcome;
}

interface Refusal {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly retryAt?: Date;
}

export class SubgraphClient {
  readonly #options: SubgraphClientOptions;
  readonly #operations = new LruCache<AgencyOperation>(MAX_READ_BYTES);
  readonly #inFlight = new InFlight<SharedCall>();

  constructor(options: SubgraphClientOptions) {
    this.#options = options;
  }

  /** Reads an operation once; the same text gives the same object as long as it is remembered. */
  prepare(operation: OperationText): AgencyOperation {
    const key = `${operation.operationName ?? ''} ${operation.text}`;
    let known = this.#operations.get(key);
    if (known === undefined) {
      known = readAgencyOperation(this.#options.schema, this.#options.agency, operation);
      this.#operations.set(key, known, BYTES_PER_OPERATION + BYTES_PER_CHARACTER * key.length);
    }
    return known;
  }

  async execute(request: SubgraphRequest, exchange: Exchange): Promise<SubgraphResult> {
    const { timeoutMs, agency } = this.#options;
    const variablesText = writeVariables(request);
    const sharingKey = `${exchange.asker}\n${variablesText}`;
    const call: Call = { request, exchange, variablesText, sharingKey, startedAtMs: exchange.clock.nowMs(), sentCount: 0 };

    const limitMs = Math.min(timeoutMs, shareOf(exchange.remainingMs(), request.laterWaves ?? 0));
    if (limitMs < 1 || exchange.isAborted) {
      return this.#refuse(call, { code: 'SUBGRAPH_REQUEST_TIMEOUT', detail: 'no time was left to ask' });
    }
    if (this.#options.quarantine !== undefined) return this.#refuse(call, { code: 'SUBGRAPH_REQUEST_FAILED', detail: `quarantined: ${this.#options.quarantine}` });
    const backAt = this.#options.maintenance?.until;
    if (backAt !== undefined) return this.#refuse(call, { code: 'SUBGRAPH_IN_MAINTENANCE', detail: 'the agency has announced maintenance', retryAt: backAt });
    const shared = this.#join(call, limitMs) ?? this.#start(call, limitMs);
    if (!(shared instanceof SharedCall)) return this.#refuse(call, refusalOf(shared));

    const reply = await shared.wait(exchange);
    call.sentCount = shared.sentCount;
    this.#ended(call, shared);
    let outcome: CallOutcome = 'neutral';
    try {
      const verdict = classifyReply(reply, { agency, operation: request.operation, entityCount: request.representations?.typeNames.length });
      const ending = verdict.kind === 'failed' ? this.#fail(call, verdict.failure) : this.#accept(call, verdict);
      // An agency that was given far less than a call may have is not sick for having missed it: the
      // request's time had been spent elsewhere, or by the try before, which has been told.
      const isHurried = call.sentCount > 1 || limitMs < Math.min(timeoutMs, exchange.timeoutMs) / 2;
      outcome = reply.kind === 'timedOut' && isHurried ? 'neutral' : ending.outcome;
      if (reply.kind === 'received' && outcome === 'success') this.#keep(call, shared, reply, ending.result);
      return ending.result;
    } finally {
      shared.settle(outcome);
    }
  }

  /** A call that asks the same for the same caller and is under way, if there is one. */
  #join({ request, sharingKey, startedAtMs }: Call, limitMs: number): SharedCall | undefined {
    const twin = this.#inFlight.get(request.operation, sharingKey);
    return twin?.isJoinable(startedAtMs + limitMs) ? twin : undefined;
  }

  #start(call: Call, limitMs: number): SharedCall | AttemptRefusal {
    const { operation } = call.request;
    const { retries } = this.#options;
    const attempt = this.#try(call, limitMs);
    if (attempt.kind !== 'begun') return attempt;
    const endsAtMs = call.startedAtMs + limitMs;
    const span = { startedAtMs: call.startedAtMs, endsAtMs };
    // A change that may have been made already is not made twice.
    if (operation.operationClass === 'mutation') return new SharedCall(attempt, span);
    retries?.countCall(call.startedAtMs);
    const shared = new SharedCall(attempt, span, retries && ((reply, count, failed) => this.#tryAgain(call, endsAtMs, reply, count, failed)));
    this.#inFlight.add(operation, call.sharingKey, shared);
    return shared;
  }

  /** One try passes breaker and bulkhead, in this order: who is not asked at all takes no place. */
  #try(call: Call, limitMs: number): Attempt | AttemptRefusal {
    const { operationClass } = call.request.operation;
    const { breakers, bulkheads } = this.#options;
    const permit = breakers[operationClass].request();
    if (permit.kind === 'refused') return { kind: 'breakerOpen', retryAt: permit.retryAt };
    const bulkhead = bulkheads?.[operationClass];
    if (bulkhead?.enter() === false) {
      // Our own shedding says nothing about the agency.
      permit.settle('neutral');
      return { kind: 'bulkheadFull' };
    }
    try {
      return new HttpAttempt(this.#post(call, limitMs, bulkhead?.leave), permit);
    } catch (fault) {
      bulkhead?.leave();
      permit.settle('neutral');
      throw fault;
    }
  }

  #tryAgain(call: Call, endsAtMs: number, reply: HttpReply, retries: number, failed: Attempt): Attempt | undefined {
    const { clock } = call.exchange;
    const delayMs = this.#options.retries?.delayBeforeRetry(reply, retries, clock, endsAtMs);
    if (delayMs === undefined) return undefined;
    const verdict = classifyReply(reply, { agency: this.#options.agency, operation: call.request.operation, entityCount: undefined });
    failed.settle(verdict.kind === 'failed' ? verdict.failure.outcome : verdict.outcome);
    return new LaterAttempt(delayMs, reply, () => this.#try(call, Math.max(1, Math.floor(endsAtMs - clock.nowMs()))));
  }

  #ended({ request: { operation }, sharingKey }: Call, shared: SharedCall): void {
    // Who has been told of a change must not be shown what was read before it.
    if (operation.operationClass === 'mutation') this.#inFlight.clear();
    else this.#inFlight.remove(operation, sharingKey, shared);
  }

  #post({ request, exchange, variablesText }: Call, limitMs: number, onEnded: (() => void) | undefined): PendingReply {
    const { agency, url, dispatcher, maxResponseBytes, signer } = this.#options;
    const path = `${url.pathname}${url.search}`;
    const fields = writeCallHeaders(agency, exchange, limitMs);
    const body = `${request.operation.bodyStart}${variablesText}}`;
    const headers = signer === undefined ? fields : signer.sign(path, fields, body);
    return postToAgency(dispatcher, { path, headers, body, timeoutMs: limitMs, maxResponseBytes, onEnded });
  }

  /** Nothing was sent: the gateway writes the whole answer. */
  #refuse(call: Call, { code, detail, retryAt = this.#retryAt(call) }: Refusal): SubgraphResult {
    return this.#replace(call, false, { code, retryAt }, detail, this.#recall(call));
  }

  /** Nothing usable came: the gateway writes the whole answer. */
  #fail(call: Call, { code, detail, outcome, errors, retryAfterMs }: CallFailure): Ending {
    const failure = { code, retryAt: this.#retryAt(call, retryAfterMs) };
    // Where the agency has something to say to the client, it has answered.
    const result = this.#replace(call, true, failure, detail, errors.length > 0 ? undefined : this.#recall(call));
    return { result: { ...result, errors: [...result.errors, ...errors] }, outcome };
  }

  /** The agency's earlier answer, as far as there is one; the rest is written. */
  #replace(call: Call, sent: boolean, failure: AgencyCallFailure, detail: string, earlier: RecalledData | undefined): SubgraphResult {
    this.#record(call, sent, failure, detail, earlier);
    const written = this.#write(call, earlier?.data, failure);
    const result = this.#explain(call, written, failure);
    return earlier?.isComplete === true && result.errors.length === 0 ? { ...result, isWhole: true } : result;
  }

  #recall({ request, exchange }: Call): RecalledData | undefined {
    return this.#options.staleIfError?.recall(request, exchange.clock.nowMs());
  }

  /** For the time when the agency cannot be asked; before the engine merges anything into it. */
  #keep({ request, exchange }: Call, { startedAtMs }: SharedCall, { caching }: ReceivedReply, { data, errors }: SubgraphResult): void {
    if (data === null || errors.length > 0) return;
    this.#options.staleIfError?.keep(request, data, caching, { sentAtMs: startedAtMs, receivedAtMs: exchange.clock.nowMs() });
  }

  /** Usable data came: it is taken over, and the gateway writes only what the agency still owes. */
  #accept(call: Call, { data, textKind, errors, outcome }: Verdict & { kind: 'usable' }): Ending {
    const { operation, variables, representations } = call.request;
    if (errors.length === 0 && operation.check.isWhole(data, variables, representations)) {
      this.#record(call, true, undefined, '');
      return { result: { data, isWhole: true, textKind, errors }, outcome };
    }
    const code: ErrorCode = errors.length > 0 ? 'SUBGRAPH_REQUEST_FAILED' : 'SUBGRAPH_BAD_RESPONSE';
    const failure = { code, retryAt: this.#retryAt(call) };
    const written = this.#write(call, data, failure);
    if (written.nulls.length > MAX_NULLS) {
      const detail = `more than ${MAX_NULLS} fields are missing or of the wrong form`;
      return this.#fail(call, { code: 'SUBGRAPH_BAD_RESPONSE', outcome: 'failure', detail, errors: [] });
    }
    const hasGaps = written.answers.length > 0 || written.nulls.length > 0 || written.strange.length > 0;
    const detail = hasGaps ? 'something that was asked for is missing or of the wrong form' : 'the agency reports an internal error';
    const judged = hasGaps && !errors.some(isAgencysOwn) ? 'failure' : outcome;
    const earlier = judged === 'failure' ? this.#recall(call) : undefined;
    // All or nothing: what is new is not mixed with what is not.
    if (earlier?.isComplete === true) return { result: this.#replace(call, true, failure, detail, earlier), outcome: judged };
    this.#record(call, true, hasGaps || judged === 'failure' ? failure : undefined, detail);
    return { result: this.#explain(call, written, failure, errors), outcome: judged };
  }

  #write({ request }: Call, data: Record<string, unknown> | undefined, { retryAt }: AgencyCallFailure): WrittenAnswers {
    const { agency, schema } = this.#options;
    const { operation, variables, representations } = request;
    return writeAnswers({ schema, operation, agency, variables, representations, retryAt }, data);
  }

  #explain(call: Call, written: WrittenAnswers, failure: AgencyCallFailure, errors: readonly GraphQLFormattedError[] = []): SubgraphResult {
    const { locatedAnswers, clock } = call.exchange;
    const explained = explainGaps({ agency: this.#options.agency, written, failure, errors, locatedAnswers, nowMs: clock.nowMs() });
    // Rare, and not worth telling of what kind the strings are that were written.
    return { data: written.data, isWhole: false, textKind: 'any', errors: explained };
  }

  #retryAt({ exchange }: Call, retryAfterMs = this.#options.retryAfterMs): Date {
    return new Date(exchange.clock.nowMs() + retryAfterMs);
  }

  /** @param earlier what stands in for what did not come. */
  #record({ exchange, startedAtMs, sentCount }: Call, sent: boolean, failure: AgencyCallFailure | undefined, detail: string, earlier?: RecalledData): void {
    const { agency, onCallFailed } = this.#options;
    const latencyMs = exchange.clock.nowMs() - startedAtMs;
    exchange.recordCall({ agency, sent, latencyMs, ...(sentCount > 1 && { retries: sentCount - 1 }), ...(failure !== undefined && { failure }), ...(earlier !== undefined && { stale: { ageMs: earlier.ageMs, madeAtMs: earlier.madeAtMs } }) });
    // A client that leaves says nothing about the agency it had asked.
    if (failure === undefined || exchange.abortedBy === 'clientLeft') return;
    const { requestId } = exchange;
    onCallFailed?.({ requestId, agency, code: failure.code, detail, latencyMs, ...(earlier !== undefined && { staleAgeMs: earlier.ageMs }) });
  }
}

function refusalOf(refusal: AttemptRefusal): Refusal {
  switch (refusal.kind) {
    case 'breakerOpen':
      return { code: 'SUBGRAPH_CIRCUIT_BREAKER_REJECTED', detail: 'the breaker is open', retryAt: refusal.retryAt };
    case 'bulkheadFull':
      return { code: 'SUBGRAPH_OVERLOADED', detail: 'as many calls as may be are under way' };
  }
}

/** What a call may take of the time left: at least half of it, however many waves come later. */
function shareOf(remainingMs: number, laterWaves: number): number {
  const leftMs = remainingMs - ANSWER_RESERVE_MS;
  return Math.floor(leftMs - Math.min(laterWaves * WAVE_RESERVE_MS, leftMs / 2));
}

function writeVariables({ variables, representations }: SubgraphRequest): string {
  const given = JSON.stringify(variables);
  if (representations === undefined) return given;
  return `${given === '{}' ? '{' : `${given.slice(0, -1)},`}"${REPRESENTATIONS_VARIABLE}":${representations.text}}`;
}
