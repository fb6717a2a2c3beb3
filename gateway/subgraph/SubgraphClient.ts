// The gateway's side of one agency. One call passes: time left? → maintenance? → twin in flight? → breaker → bulkhead → HTTP
// attempt with its own abort, perhaps once more → judged → breaker told → gaps filled. Whatever happens, the engine gets
// data it can merge, and the exchange learns what became of the call; nothing here throws over an agency's doing.

import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Dispatcher } from 'undici';
import type { ErrorCode } from '../../schema/contract/errorCodes.js';
import { ERROR_REGISTRY } from '../errors/errorRegistry.js';
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
import { REPRESENTATIONS_VARIABLE } from './federationNames.js';
import type { OperationClass } from './OperationClass.js';
import type { Maintenance } from './maintenance/Maintenance.js';
import { postToAgency, type HttpReply, type PendingReply } from './postToAgency.js';
import { LaterAttempt } from './retry/LaterAttempt.js';
import type { RetryPolicy } from './retry/RetryPolicy.js';
import { SharedCall } from './SharedCall.js';
import { shareOfTime } from './shareOfTime.js';
import type { CallSigner } from './signature/CallSigner.js';
import type { SubgraphError, SubgraphRequest, SubgraphResult } from './SubgraphRequest.js';
import { endInTime, endWithoutTime } from './whoseTime.js';
import { MAX_NULLS, writeAnswers, type ResponsePath, type WrittenAnswers } from './writeAnswers.js';
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
  /** Default: none is announced. */
  readonly maintenance?: Maintenance;
  /** Default: calls under way are not limited. */
  readonly bulkheads?: Readonly<Record<OperationClass, Bulkhead>>;
  /** Default: nothing is asked again. */
  readonly retries?: RetryPolicy;
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
      const isHurried = limitMs < Math.min(timeoutMs, exchange.timeoutMs) / 2;
      const ending =
        verdict.kind === 'failed'
          ? this.#fail(call, { ...verdict.failure, end: endInTime(verdict.failure.end, exchange, call.sentCount, isHurried) })
          : this.#accept(call, verdict);
      outcome = ending.outcome;
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
    // A change that may have been made already is not made twice.
    if (operation.operationClass === 'mutation') return new SharedCall(attempt, endsAtMs);
    retries?.countCall(call.startedAtMs);
    const shared = new SharedCall(attempt, endsAtMs, retries && ((reply, count, failed) => this.#tryAgain(call, endsAtMs, reply, count, failed)));
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
    const failure = { code: CALL_ENDS[end].code, retryAt };
    const result = this.#explain(call, this.#write(call, undefined, failure), failure);
    this.#record(call, end, failure, detail);
    return result;
  }

  /** Nothing usable came: the gateway writes the whole answer. */
  #fail(call: Call, { end, detail, errors, retryAfterMs }: Omit<CallFailure, 'code' | 'outcome'>): Ending {
    const { code, outcome } = CALL_ENDS[end];
    const failure = { code, retryAt: this.#retryAt(call, retryAfterMs) };
    const result = this.#explain(call, this.#write(call, undefined, failure), failure);
    this.#record(call, end, failure, detail);
    return { result: { ...result, errors: [...result.errors, ...errors] }, outcome };
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
    const result = this.#explain(call, written, failure, errors);
    if (written.answers.length > 0 || written.nulls.length > 0 || written.strange.length > 0) {
      const isExplained = outcome === 'success' && errors.some(isAgencysOwn);
      const end = isExplained ? 'partlyRefused' : errors.length > 0 ? 'agencyError' : 'incomplete';
      this.#record(call, end, failure, 'something that was asked for is missing or of the wrong form');
      return { result, outcome: CALL_ENDS[end].outcome };
    }
    if (outcome === 'failure') this.#record(call, 'agencyError', failure, 'the agency reports an internal error');
    else this.#record(call, 'answered', undefined, '');
    return { result, outcome };
  }

  #write({ request }: Call, data: Record<string, unknown> | undefined, { retryAt }: AgencyCallFailure): WrittenAnswers {
    const { agency, schema } = this.#options;
    const { operation, variables, representations } = request;
    return writeAnswers({ schema, operation, agency, variables, representations, retryAt, tally: this.#answers }, data);
  }

  /** @param errors what the agency itself said went wrong; decides which of our errors would repeat it. */
  #explain(
    call: Call,
    written: WrittenAnswers,
    failure: AgencyCallFailure,
    errors: readonly GraphQLFormattedError[] = [],
  ): SubgraphResult {
    // A written answer reports what the agency's internal error would only repeat. An error that the
    // client can act on stays beside it, and so does one that lies elsewhere.
    const kept = errors.filter((error) => isAgencysOwn(error) || !written.answers.some((path) => overlaps(path, error.path)));
    const unexplained = written.nulls.filter((path) => !kept.some((error) => overlaps(path, error.path)));
    const located = call.exchange.locatedAnswers ? written.answers : [];
    return {
      data: written.data,
      isWhole: false,
      // Rare, and not worth telling of what kind the strings are that were written.
      textKind: 'any',
      errors: [
        ...kept,
        ...unexplained.map((path) => this.#error(call, failure, path, written.alongside.get(path))),
        ...written.strange.map((path) => this.#error(call, { ...failure, code: 'SUBGRAPH_BAD_RESPONSE' }, path)),
        ...located.map((path) => this.#error(call, failure, path)),
      ],
    };
  }

  #error({ exchange }: Call, { code, retryAt }: AgencyCallFailure, path: ResponsePath, alongside?: readonly string[]): SubgraphError {
    const retryAfterMs = Math.max(0, Math.round(retryAt.getTime() - exchange.clock.nowMs()));
    return {
      message: ERROR_REGISTRY[code].message,
      path,
      extensions: { code, agency: this.#options.agency, retryAfterMs },
      ...(alongside !== undefined && { alongside }),
    };
  }

  #retryAt({ exchange }: Call, retryAfterMs = this.#options.retryAfterMs): Date {
    return new Date(exchange.clock.nowMs() + retryAfterMs);
  }

  /** The last that is done for a call. */
  #record({ request, exchange, startedAtMs, sentCount }: Call, end: CallEnd, failure: AgencyCallFailure | undefined, detail: string): void {
    const { agency, slowCallMs = Number.POSITIVE_INFINITY, onCallEnded } = this.#options;
    const latencyMs = exchange.clock.nowMs() - startedAtMs;
    const sent = CALL_ENDS[end].outcome !== 'refused';
    exchange.recordCall({ agency, sent, latencyMs, ...(sentCount > 1 && { retries: sentCount - 1 }), ...(failure !== undefined && { failure }) });
    const { operationClass } = request.operation;
    onCallEnded?.({ requestId: exchange.requestId, agency, operationClass, end, detail, latencyMs, isSlow: latencyMs >= slowCallMs, answers: this.#answers });
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

/** True for an error in the agency's own words, which the client may act on; false for a masked one. */
function isAgencysOwn(error: GraphQLFormattedError): boolean {
  return error.extensions?.['code'] !== 'SUBGRAPH_REQUEST_FAILED' && error.extensions?.['code'] !== 'SUBGRAPH_BAD_RESPONSE';
}

/** True where one path lies on the way to the other: an error there explains a gap here, or is caused by it. */
function overlaps(path: ResponsePath, other: ResponsePath | undefined): boolean {
  if (other === undefined) return false;
  const shorter = Math.min(path.length, other.length);
  return path.slice(0, shorter).every((key, index) => key === other[index]);
}
