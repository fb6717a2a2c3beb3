// The value of every metric at one moment: counters from what events have added up to, all else from where it stands,
// so that nothing is counted twice and a gauge costs nothing while nobody looks. Each series of the catalogue is there from the
// beginning, at zero: a rate can be taken of its first event, and no request can add one.

import { ANSWER_STATUS_MEANING, ANSWER_STATUSES } from '../../../schema/contract/AnswerStatus.js';
import type { PlanningLoad } from '../../engine/Engine.js';
import type { LoadGate } from '../../http/LoadGate.js';
import type { AgencyLine, AgencyLines } from '../../subgraph/AgencyLines.js';
import { BREAKER_STATES } from '../../subgraph/breaker/Breaker.js';
import { blameOf, CALL_ENDS, CALL_END_NAMES, type CallEnd, type CallEndMeaning } from '../../subgraph/CallEnd.js';
import { OPERATION_CLASSES, type OperationClass } from '../../subgraph/OperationClass.js';
import type { CallTally } from './CallTally.js';
import { NONE, type METRICS, type MetricKey } from './catalogue.js';
import type { Durations } from './Durations.js';
import type { Tallies } from './Tallies.js';

/** An agency of the supergraph that serves. */
export interface WatchedAgency {
  readonly name: string;
  /** Over which it is called at present; undefined where it is quarantined. */
  readonly line: AgencyLine | undefined;
  /** Types of the answers that it gives. */
  readonly answerTypes: readonly string[];
}

export interface MetricSources {
  readonly tallies: Tallies;
  readonly agencies: () => readonly WatchedAgency[];
  readonly lines: Pick<AgencyLines, 'linesTo'>;
  readonly loadGate: Pick<LoadGate, 'inFlight'>;
  readonly eventLoop: { readonly delayMs: number };
  readonly generation: () => number;
  /** Undefined where the engine plans by itself: then it counts as none. */
  readonly planningLoad: () => PlanningLoad | undefined;
}

type LabelsOf<Key extends MetricKey> = {
  readonly [Label in keyof (typeof METRICS)[Key]['labels']]: (typeof METRICS)[Key]['labels'][Label] extends readonly (infer Value)[] ? Value : string;
};

export type SampleOf<Key extends MetricKey> = readonly [labels: LabelsOf<Key>, value: (typeof METRICS)[Key]['type'] extends 'histogram' ? Durations : number];

export type MetricReaders = { readonly [Key in MetricKey]: () => Iterable<SampleOf<Key>> };

export function readMetrics({ tallies, agencies, lines, loadGate, eventLoop, generation, planningLoad }: MetricSources): MetricReaders {
  function forEachClass<Sample>(read: (agency: WatchedAgency, operationClass: OperationClass) => Sample[]): Sample[] {
    return agencies().flatMap((agency) => OPERATION_CLASSES.flatMap((operationClass) => read(agency, operationClass)));
  }
  /** Over every line that there was to the agency: one that moves takes nothing back. */
  const sum = ({ name }: WatchedAgency, read: (line: AgencyLine) => number) => lines.linesTo(name).reduce((total, line) => total + read(line), 0);

  return {
    agencyCalls: () =>
      forEachClass((agency, operationClass) => {
        const tally = tallies.of(agency.name).calls[operationClass];
        const labels = labelsOf(agency, operationClass);
        return CALL_KINDS.map(({ ends, isSlow, ...kind }) => [{ ...labels, ...kind }, isSlow ? tally.slowAnswerCount : countOf(tally, ends)] as const);
      }),
    agencyCallSeconds: () => forEachClass((agency, operationClass) => [[labelsOf(agency, operationClass), tallies.of(agency.name).calls[operationClass].durations] as const]),
    staleAnswers: () => forEachClass((agency, operationClass) => [[labelsOf(agency, operationClass), tallies.of(agency.name).calls[operationClass].staleAnswerCount] as const]),
    agencyAttempts: () => forEachClass((agency, operationClass) => [[labelsOf(agency, operationClass), sum(agency, ({ bulkheads }) => bulkheads[operationClass].enteredCount)] as const]),
    agencyAttemptsInFlight: () => forEachClass((agency, operationClass) => [[labelsOf(agency, operationClass), sum(agency, ({ bulkheads }) => bulkheads[operationClass].active)] as const]),
    bulkheadRefusals: () => forEachClass((agency, operationClass) => [[labelsOf(agency, operationClass), sum(agency, ({ bulkheads }) => bulkheads[operationClass].refusedCount)] as const]),
    quarantined: () => agencies().map(({ name, line }) => [{ agency: name }, line === undefined ? 1 : 0] as const),
    breakerState: () =>
      forEachClass((agency, operationClass) => {
        const is = agency.line?.breakers[operationClass].state;
        return BREAKER_STATES.map((state) => [{ ...labelsOf(agency, operationClass), state }, state === is ? 1 : 0] as const);
      }),
    breakerChanges: () =>
      forEachClass((agency, operationClass) =>
        Array.from(tallies.of(agency.name).breakerChanges[operationClass].entries(), ([state, count]) => [{ ...labelsOf(agency, operationClass), state }, count] as const),
      ),
    breakerProbes: () => forEachClass((agency, operationClass) => [[labelsOf(agency, operationClass), sum(agency, ({ breakers }) => breakers[operationClass].snapshot().probes)] as const]),
    retries: () =>
      agencies().flatMap((agency) => [
        [{ agency: agency.name, result: 'asked' }, sum(agency, ({ retries }) => retries.grantedCount)] as const,
        [{ agency: agency.name, result: 'overBudget' }, sum(agency, ({ retries }) => retries.refusedCount)] as const,
      ]),
    answers: () => agencies().flatMap((agency) => agency.answerTypes.flatMap((type) => answersOf(tallies, agency.name, type))),
    requests: () => Array.from(tallies.statuses.entries(), ([status, count]) => [{ http_status: status }, count] as const),
    requestErrors: () => Array.from(tallies.errorCodes.entries(), ([code, count]) => [{ code }, count] as const),
    requestSeconds: () => Array.from(tallies.requestDurations, ([kind, durations]) => [{ kind }, durations] as const),
    requestsInFlight: () => [[{}, loadGate.inFlight]],
    requestsShed: () => Array.from(tallies.shed.entries(), ([reason, count]) => [{ reason }, count] as const),
    eventLoopDelay: () => [[{}, eventLoop.delayMs / 1000]],
    planLookups: () => Array.from(tallies.planLookups.entries(), ([result, count]) => [{ result }, count] as const),
    planCacheBytes: () => [[{}, planningLoad()?.cachedBytes ?? 0]],
    planningsWaiting: () => [[{}, planningLoad()?.waitingCount ?? 0]],
    planningWorkersBusy: () => [[{}, planningLoad()?.busyCount ?? 0]],
    planningWorkersReplaced: () => Array.from(tallies.workersReplaced.entries(), ([reason, count]) => [{ reason }, count] as const),
    generation: () => [[{}, generation()]],
    reloads: () => Array.from(tallies.reloads, ([subject, results]) => Array.from(results.entries(), ([result, count]) => [{ subject, result }, count] as const)).flat(),
  };
}

function labelsOf({ name }: WatchedAgency, operationClass: OperationClass) {
  return { agency: name, class: operationClass };
}

type CallKind = Omit<LabelsOf<'agencyCalls'>, 'agency' | 'class'> & { readonly ends: readonly CallEnd[]; readonly isSlow: boolean };

/** The ends that have the same labels are one series: which of them it was stands in the log. */
const CALL_KINDS: readonly CallKind[] = [...kindsOfEnds(), { outcome: 'slow', code: NONE, blame: blameOf('answered', true) ?? NONE, ends: [], isSlow: true }];

function kindsOfEnds(): CallKind[] {
  const byLabels = Map.groupBy(CALL_END_NAMES, (end) => {
    const { outcome, code, blame }: CallEndMeaning = CALL_ENDS[end];
    return `${outcome} ${code ?? NONE} ${blame ?? NONE}`;
  });
  return Array.from(byLabels.values(), (ends) => {
    const { outcome, code, blame }: CallEndMeaning = CALL_ENDS[ends[0] ?? 'answered'];
    return { outcome, code: code ?? NONE, blame: blame ?? NONE, ends, isSlow: false };
  });
}

function countOf(tally: CallTally, ends: readonly CallEnd[]): number {
  const count = ends.reduce((total, end) => total + tally.countOf(end), 0);
  return ends.includes('answered') ? count - tally.slowAnswerCount : count;
}

/** A status that either may write has a series for each. */
function answersOf(tallies: Tallies, agency: string, type: string): SampleOf<'answers'>[] {
  const ofAgency = tallies.of(agency);
  const counts = ofAgency.answersOf(type);
  return ANSWER_STATUSES.flatMap((status, place): SampleOf<'answers'>[] => {
    const given = [{ agency, type, status, writer: 'agency' }, counts[place] ?? 0] as const;
    switch (ANSWER_STATUS_MEANING[status].writer) {
      case 'agency':
        return [given];
      case 'gateway':
        return [[{ agency, type, status, writer: 'gateway' }, counts[place] ?? 0]];
      case 'either':
        return [given, [{ agency, type, status, writer: 'gateway' }, ofAgency.denialsOf(type)]];
    }
  });
}
