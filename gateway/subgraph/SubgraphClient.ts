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
import { AnswerTally } from './AnswerTally.js';
import { HttpAttempt, type Attempt, type AttemptRefusal } from './Attempt.js';
import type { Breaker, CallOutcome } from './breaker/Breaker.js';
import type { Bulkhead } from './Bulkhead.js';
import { CALL_ENDS, type CallEnd, type RefusedEnd } from './CallEnd.js';
import type { CallEndedEvent } from './CallEndedEvent.js';
import { classifyReply, type CallFailure, type Verdict } from './classifyReply.js';
import { explainGaps, isAgencysOwn } from './explainGaps.js';
import { REPRESENTATIONS_VARIABLE } from './federationNames.js';
import type { OperationClass } from './OperationClass.js';
import type { Maintenance } from './maintenance/Maintenance.js';
import { postToAgency, type HttpReply, type PendingReply, type ReceivedReply } from './postToAgency.js';
import { LaterAttempt } from './retry/LaterAttempt.js';
import type { RetryPolicy } from './retry/RetryPolicy.js';
import { SharedCall } from './SharedCall.js';
import { shareOfTime } from './shareOfTime.js';
import type { CallSigner } from './signature/CallSigner.js';
import type { RecalledData, StaleIfError } from './stale/StaleIfError.js';
import type { SubgraphRequest, SubgraphResult } from './SubgraphRequest.js';
import { endInTime, endWithoutTime, isHurried } from './whoseTime.js';
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
  /** From this time on a call is told as slow, however it ends; the breaker's. Default: none is. */
  readonly slowCallMs?: number;
  /** Hears of every call once, when it has ended. Must not throw. */
  readonly onCallEnded?: (event: CallEndedEvent) => void;
}

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
  readonly end: RefusedEnd;
  readonly detail: string;
  readonly retryAt?: Date;
}

export class SubgraphClient {
  readonly #options: SubgraphClientOptions;
  readonly #operations = new LruCache<AgencyOperation>(MAX_READ_BYTES);
  readonly #inFlight = new InFlight<SharedCall>();
  /** Of the call that is looked at. */
  readonly #answers = new AnswerTally();

  constructor(options: SubgraphClientOptions) {
    this.#options = options;
  }

  /** Reads an operation once; the same text gives the same object as long as it is remembered. */
  prepare(operation: OperationText): AgencyOperation {
    const key = `${operation.operationName ?? ''} ${operation.text}`;
    let known = this.#operations.get(key);
    if (known === undefined) {
      known = readAgencyOperation(this.#options.schema, this.#options.agency, operation, this.#answers);
      this.#operations.set(key, known, BYTES_PER_OPERATION + BYTES_PER_CHARACTER * key.length);
    }
    return known;
  }

  async execute(request: SubgraphRequest, exchange: Exchange): Promise<SubgraphResult> {
    const { timeoutMs, agency } = this.#options;
    const variablesText = writeVariables(request);
    const sharingKey = `${exchange.asker}\n${variablesText}`;
    const call: Call = { request, exchange, variablesText, sharingKey, startedAtMs: exchange.clock.nowMs(), sentCount: 0 };

    const limitMs = Math.min(timeoutMs, shareOfTime(exchange.remainingMs(), request.laterWaves ?? 0));
    if (limitMs < 1 || exchange.isAborted) {
      return this.#refuse(call, { end: endWithoutTime(exchange), detail: 'no time was left to ask' });
    }
    if (this.#options.quarantine !== undefined) return this.#refuse(call, { end: 'quarantined', detail: this.#options.quarantine });
    const backAt = this.#options.maintenance?.until;
    if (backAt !== undefined) return this.#refuse(call, { end: 'inMaintenance', detail: 'the agency has announced maintenance', retryAt: backAt });
    const shared = this.#join(call, limitMs) ?? this.#start(call, limitMs);
    if (!(shared instanceof SharedCall)) return this.#refuse(call, this.#refusalOf(call, shared));

    const reply = await shared.wait(exchange);
    call.sentCount = shared.sentCount;
    this.#ended(call, shared);
    let outcome: CallOutcome = 'neutral';
    try {
      const verdict = classifyReply(reply, { agency, operation: request.operation, entityCount: request.representations?.typeNames.length });
      if (verdict.kind === 'usable') {
        const { result, outcome: learnt } = this.#accept(call, verdict);
        outcome = learnt;
        if (reply.kind === 'received' && outcome === 'success') this.#keep(call, shared, reply, result);
        return result;
      }
      const end = endInTime(verdict.failure.end, exchange, call.sentCount, isHurried(exchange, { limitMs, timeoutMs, laterWaves: request.laterWaves ?? 0 }));
      const { result, outcome: learnt } = this.#fail(call, { ...verdict.failure, end });
      // Whoever gave up: an agency that has not answered by then is slow, which the breaker sees by the time.
      outcome = end === 'hurriedByCaller' && limitMs >= (this.#options.slowCallMs ?? Number.POSITIVE_INFINITY) ? 'success' : learnt;
      return result;
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
  #refuse(call: Call, { end, detail, retryAt = this.#retryAt(call) }: Refusal): SubgraphResult {
    return this.#replace(call, end, { code: CALL_ENDS[end].code, retryAt }, detail, this.#recall(call));
  }

  /** Nothing usable came: the gateway writes the whole answer. */
  #fail(call: Call, { end, detail, errors, retryAfterMs }: Omit<CallFailure, 'code' | 'outcome'>): Ending {
    const { code, outcome } = CALL_ENDS[end];
    const failure = { code, retryAt: this.#retryAt(call, retryAfterMs) };
    // Where the agency has something to say to the client, it has answered.
    const result = this.#replace(call, end, failure, detail, errors.length > 0 ? undefined : this.#recall(call));
    return { result: { ...result, errors: [...result.errors, ...errors] }, outcome };
  }

  /** The agency's earlier answer, as far as there is one; the rest is written. */
  #replace(call: Call, end: CallEnd, failure: AgencyCallFailure, detail: string, earlier: RecalledData | undefined): SubgraphResult {
    const written = this.#write(call, earlier?.data, failure);
    const result = this.#explain(call, written, failure);
    this.#record(call, end, failure, detail, earlier);
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
      this.#record(call, 'answered', undefined, '');
      return { result: { data, isWhole: true, textKind, errors }, outcome };
    }
    this.#answers.clear();
    const code: ErrorCode = errors.length > 0 ? 'SUBGRAPH_REQUEST_FAILED' : 'SUBGRAPH_BAD_RESPONSE';
    const failure = { code, retryAt: this.#retryAt(call) };
    const written = this.#write(call, data, failure);
    if (written.nulls.length > MAX_NULLS) {
      this.#answers.clear();
      return this.#fail(call, { end: 'incomplete', detail: `more than ${MAX_NULLS} fields are missing or of the wrong form`, errors: [] });
    }
    const hasGaps = written.answers.length > 0 || written.nulls.length > 0 || written.strange.length > 0;
    const detail = hasGaps ? 'something that was asked for is missing or of the wrong form' : outcome === 'failure' ? 'the agency reports an internal error' : '';
    const end = hasGaps ? endWithGaps(errors, outcome) : outcome === 'failure' ? 'agencyError' : 'answered';
    const judged = hasGaps ? CALL_ENDS[end].outcome : outcome;
    const earlier = judged === 'failure' ? this.#recall(call) : undefined;
    // All or nothing: what is new is not mixed with what is not.
    if (earlier?.isComplete === true) {
      this.#answers.clear();
      return { result: this.#replace(call, end, failure, detail, earlier), outcome: judged };
    }
    const result = this.#explain(call, written, failure, errors);
    this.#record(call, end, end === 'answered' ? undefined : failure, detail);
    return { result, outcome: judged };
  }

  #write({ request }: Call, data: Record<string, unknown> | undefined, { retryAt }: AgencyCallFailure): WrittenAnswers {
    const { agency, schema } = this.#options;
    const { operation, variables, representations } = request;
    return writeAnswers({ schema, operation, agency, variables, representations, retryAt, tally: this.#answers }, data);
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

  /** The last that is done for a call. @param earlier what stands in for what did not come. */
  #record({ request, exchange, startedAtMs, sentCount }: Call, end: CallEnd, failure: AgencyCallFailure | undefined, detail: string, earlier?: RecalledData): void {
    const { agency, slowCallMs = Number.POSITIVE_INFINITY, onCallEnded } = this.#options;
    const latencyMs = exchange.clock.nowMs() - startedAtMs;
    const sent = CALL_ENDS[end].outcome !== 'refused';
    exchange.recordCall({ agency, sent, latencyMs, ...(sentCount > 1 && { retries: sentCount - 1 }), ...(failure !== undefined && { failure }), ...(earlier !== undefined && { stale: { ageMs: earlier.ageMs, madeAtMs: earlier.madeAtMs } }) });
    const { operationClass } = request.operation;
    onCallEnded?.({ requestId: exchange.requestId, agency, operationClass, end, detail, latencyMs, isSlow: latencyMs >= slowCallMs, ...(earlier !== undefined && { staleAgeMs: earlier.ageMs }), answers: this.#answers });
    this.#answers.clear();
  }

  #refusalOf({ request }: Call, refusal: AttemptRefusal): Refusal {
    if (refusal.kind === 'bulkheadFull') return { end: 'bulkheadFull', detail: 'as many calls as may be are under way' };
    const isForced = this.#options.breakers[request.operation.operationClass].state === 'forcedOpen';
    return { end: isForced ? 'breakerForced' : 'breakerOpen', detail: 'the breaker is open', retryAt: refusal.retryAt };
  }
}

function writeVariables({ variables, representations }: SubgraphRequest): string {
  const given = JSON.stringify(variables);
  if (representations === undefined) return given;
  return `${given === '{}' ? '{' : `${given.slice(0, -1)},`}"${REPRESENTATIONS_VARIABLE}":${representations.text}}`;
}

/** Of an answer with gaps: errors of the caller's making explain them. */
function endWithGaps(errors: readonly GraphQLFormattedError[], outcome: CallOutcome): 'partlyRefused' | 'agencyError' | 'incomplete' {
  if (outcome === 'success' && errors.some(isAgencysOwn)) return 'partlyRefused';
  return errors.length > 0 ? 'agencyError' : 'incomplete';
}
