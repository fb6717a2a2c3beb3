// What the events of the stages add up to, over all generations: the counters of the gateway. Listeners only add to
// numbers; names and labels come in when somebody asks (`readMetrics`). An agency that has left the supergraph is
// forgotten, so that a gateway whose schema changes for years keeps what it has and nothing else.

import { ANSWER_STATUSES } from '../../../schema/contract/AnswerStatus.js';
import { isErrorCode } from '../../../schema/contract/errorCodes.js';
import type { RateRefusal } from '../../errors/rateLimited.js';
import type { RequestClosedEvent } from '../../handleRequest.js';
import type { AnsweredEvent } from '../../http/AnsweredEvent.js';
import type { LoadRefusal } from '../../http/LoadGate.js';
import { PLAN_LOOKUPS, type PlanLookup } from '../../plan/Planner.js';
import { WORKER_ENDS, type WorkerEnd } from '../../plan/worker/PlanningWorker.js';
import type { BreakerChangedEvent } from '../../subgraph/AgencyLines.js';
import { BREAKER_STATES, type BreakerState } from '../../subgraph/breaker/Breaker.js';
import type { CallEndedEvent } from '../../subgraph/CallEndedEvent.js';
import { OPERATION_CLASSES, type OperationClass } from '../../subgraph/OperationClass.js';
import { CallTally } from './CallTally.js';
import { HTTP_STATUSES, NONE, OPERATION_KINDS, RELOAD_RESULTS, RELOAD_SUBJECTS, SHED_REASONS, TOLD_CODES } from './catalogue.js';
import { Counts } from './Counts.js';
import { Durations } from './Durations.js';

/** Of one agency. */
export class AgencyTallies {
  readonly calls = forEachClass(() => new CallTally());
  readonly breakerChanges = forEachClass(() => new Counts<BreakerState>(BREAKER_STATES));
  /** By type, then by the place of the status. UNAVAILABLE is always the gateway's word. */
  readonly #answers = new Map<string, Float64Array>();
  /** By type: answers that the gateway refused a caller. */
  readonly #denials = new Map<string, number>();

  addAnswers(answers: CallEndedEvent['answers']): void {
    for (const [typeName, counts] of answers.entries()) {
      let sums = this.#answers.get(typeName);
      if (sums === undefined) this.#answers.set(typeName, (sums = new Float64Array(ANSWER_STATUSES.length)));
      for (let place = 0; place < counts.length; place += 1) sums[place] = (sums[place] ?? 0) + (counts[place] ?? 0);
    }
  }

  addDenial(typeName: string): void {
    this.#denials.set(typeName, this.denialsOf(typeName) + 1);
  }

  /** By the place of the status. */
  answersOf(typeName: string): Readonly<Float64Array> {
    return this.#answers.get(typeName) ?? NO_ANSWERS;
  }

  denialsOf(typeName: string): number {
    return this.#denials.get(typeName) ?? 0;
  }
}

const NO_ANSWERS = new Float64Array(ANSWER_STATUSES.length);

export class Tallies {
  readonly statuses = new Counts<(typeof HTTP_STATUSES)[number]>(HTTP_STATUSES);
  readonly errorCodes = new Counts<(typeof TOLD_CODES)[number]>(TOLD_CODES);
  readonly requestDurations = new Map(OPERATION_KINDS.map((kind) => [kind, new Durations()]));
  readonly shed = new Counts<(typeof SHED_REASONS)[number]>(SHED_REASONS);
  readonly planLookups = new Counts<PlanLookup>(PLAN_LOOKUPS);
  readonly workersReplaced = new Counts<WorkerEnd['kind']>(WORKER_ENDS);
  readonly reloads = new Map(RELOAD_SUBJECTS.map((subject) => [subject, new Counts(RELOAD_RESULTS)]));
  readonly #agencies = new Map<string, AgencyTallies>();

  /** Of an agency that the gateway has heard of, or may hear of from now on. */
  of(agency: string): AgencyTallies {
    let tallies = this.#agencies.get(agency);
    if (tallies === undefined) this.#agencies.set(agency, (tallies = new AgencyTallies()));
    return tallies;
  }

  /** A supergraph with these agencies serves. */
  keepOnly(agencies: readonly string[]): void {
    for (const agency of this.#agencies.keys()) if (!agencies.includes(agency)) this.#agencies.delete(agency);
  }

  callEnded(event: CallEndedEvent): void {
    const tallies = this.of(event.agency);
    tallies.calls[event.operationClass].add(event);
    tallies.addAnswers(event.answers);
  }

  breakerChanged({ agency, operationClass, state }: BreakerChangedEvent): void {
    this.of(agency).breakerChanges[operationClass].add(state);
  }

  answered({ httpStatus, errors }: AnsweredEvent): void {
    const status = String(httpStatus);
    this.statuses.add(this.statuses.has(status) ? status : 'other');
    if (errors.length === 0) return;
    const codes = new Set(errors.map(({ extensions }) => extensions?.['code']).map((code) => (isErrorCode(code) ? code : 'AGENCY_CODE')));
    for (const code of codes) this.errorCodes.add(code);
  }

  requestClosed({ exchange, operation }: RequestClosedEvent): void {
    this.requestDurations.get(operation?.kind ?? NONE)?.add(exchange.elapsedMs());
  }

  /** The gateway has refused a caller an answer of an agency. */
  answerDenied(agency: string, typeName: string): void {
    this.of(agency).addDenial(typeName);
  }

  requestShed({ limit }: { readonly limit: LoadRefusal | RateRefusal['limit'] }): void {
    this.shed.add(limit);
  }

  planLookedUp(lookup: PlanLookup): void {
    this.planLookups.add(lookup);
  }

  workerEnded({ kind }: WorkerEnd): void {
    this.workersReplaced.add(kind);
  }

  reloaded(subject: (typeof RELOAD_SUBJECTS)[number], result: (typeof RELOAD_RESULTS)[number]): void {
    this.reloads.get(subject)?.add(result);
  }
}

function forEachClass<Value>(make: () => Value): Readonly<Record<OperationClass, Value>> {
  return Object.fromEntries(OPERATION_CLASSES.map((operationClass) => [operationClass, make()])) as Record<OperationClass, Value>;
}
