// Every metric of the gateway, declared once: docs/metrics.md is printed from here, and what is served is held to it by a
// test. No label has a value that a client or an agency has chosen, so the number of series is known beforehand.

import { ANSWER_STATUSES } from '../../../schema/contract/AnswerStatus.js';
import { ERROR_CODES } from '../../../schema/contract/errorCodes.js';
import { LOAD_REFUSALS } from '../../http/LoadGate.js';
import { RATE_LIMITS } from '../../errors/rateLimited.js';
import { PLAN_LOOKUPS } from '../../plan/Planner.js';
import { WORKER_ENDS } from '../../plan/worker/PlanningWorker.js';
import { BREAKER_STATES } from '../../subgraph/breaker/Breaker.js';
import { BLAMES } from '../../subgraph/CallEnd.js';
import { OPERATION_CLASSES } from '../../subgraph/OperationClass.js';
import type { MetricDefinition } from './MetricDefinition.js';

/** For a label that does not apply. */
export const NONE = 'none';

/** As `outcome` of a call; slow: it succeeded, and took `slowCallMs` or longer. */
export const CALL_OUTCOMES = ['success', 'slow', 'failure', 'neutral', 'refused'] as const;

export const ANSWER_WRITERS = ['agency', 'gateway'] as const;

/** What the door answers with; anything else is counted as `other`. */
export const HTTP_STATUSES = ['200', '400', '401', '403', '404', '405', '406', '408', '413', '415', '429', '431', '500', '503', '504', 'other'] as const;

/** A code of the contract, or one of an agency's own, which is not told. */
export const TOLD_CODES = [...ERROR_CODES, 'AGENCY_CODE'] as const;

export const SHED_REASONS = [...LOAD_REFUSALS, ...RATE_LIMITS] as const;

export const OPERATION_KINDS = ['query', 'mutation', 'subscription', NONE] as const;

export const RELOAD_SUBJECTS = ['supergraph', 'configuration'] as const;

export const RELOAD_RESULTS = ['taken', 'refused'] as const;

export const RETRY_RESULTS = ['asked', 'overBudget'] as const;

const AGENCY_AND_CLASS = { agency: 'agency', class: OPERATION_CLASSES } as const;

export const METRICS = {
  agencyCalls: {
    name: 'qaqpa_agency_calls_total',
    type: 'counter',
    help: 'Calls that operations needed an agency for, by how they ended. Requests that share one question to the agency count once each.',
    labels: { ...AGENCY_AND_CLASS, outcome: CALL_OUTCOMES, code: [...ERROR_CODES, NONE], blame: [...BLAMES, NONE] },
    act: 'Go by `blame`: to the agency, the network, the limits of the gateway, the caller, or what an operator has set. The log has a line for each, with the same word and a closer one (`end`).',
  },
  agencyCallSeconds: {
    name: 'qaqpa_agency_call_duration_seconds',
    type: 'histogram',
    help: 'How long operations waited for calls that were sent, retries included.',
    labels: AGENCY_AND_CLASS,
    act: 'Where the upper buckets fill, the agency is slow or the event loop late (`qaqpa_event_loop_delay_seconds`); its breaker opens when too many are above `slowCallMs`.',
  },
  staleAnswers: {
    name: 'qaqpa_agency_stale_answers_total',
    type: 'counter',
    help: 'Calls that ended without a usable answer and were answered, in whole or in part, by what the agency had said of reference data before.',
    labels: AGENCY_AND_CLASS,
    act: 'See the calls of the agency: they count there by how they ended. Clients are told the [age](isolation.md#earlier-answers).',
  },
  agencyAttempts: {
    name: 'qaqpa_agency_attempts_total',
    type: 'counter',
    help: 'HTTP requests sent to an agency, retries included: the load that it bears.',
    labels: AGENCY_AND_CLASS,
    act: 'Far fewer than calls: much is shared. More than calls: much is asked again.',
  },
  agencyAttemptsInFlight: {
    name: 'qaqpa_agency_attempts_in_flight',
    type: 'gauge',
    help: 'HTTP requests to an agency that have not ended, also those that nobody waits for any more.',
    labels: AGENCY_AND_CLASS,
    act: 'Near `agencies.<agency>.maxInFlight` the agency answers too slowly for what is asked of it.',
  },
  bulkheadRefusals: {
    name: 'qaqpa_agency_bulkhead_refusals_total',
    type: 'counter',
    help: 'HTTP requests that were not sent because `maxInFlight` were under way.',
    labels: AGENCY_AND_CLASS,
    act: 'Find out why the agency is slow; raise `maxInFlight` only where it can bear more.',
  },
  quarantined: {
    name: 'qaqpa_agency_quarantined',
    type: 'gauge',
    help: '1 where there is no way to the agency, so that it is not called; 0 otherwise.',
    labels: { agency: 'agency' },
    act: 'The line `agency quarantined` of the log says what to [mend](isolation.md#quarantine): its address, or a file of its certificates.',
  },
  breakerState: {
    name: 'qaqpa_agency_breaker_state',
    type: 'gauge',
    help: '1 for the state that the breaker is in, 0 for the others; all 0 while the agency is quarantined.',
    labels: { ...AGENCY_AND_CLASS, state: BREAKER_STATES },
    act: '`open`: look at the ends of its calls. `forcedOpen` and `metricsOnly` were set by an operator and expire.',
  },
  breakerChanges: {
    name: 'qaqpa_agency_breaker_changes_total',
    type: 'counter',
    help: 'How often the breaker came into a state.',
    labels: { ...AGENCY_AND_CLASS, state: BREAKER_STATES },
    act: '`open` again and again: the agency flaps, or `slowCallMs` and `failureRatio` do not fit it.',
  },
  breakerProbes: {
    name: 'qaqpa_agency_breaker_probes_total',
    type: 'counter',
    help: 'Calls that a half-open breaker let through to try.',
    labels: AGENCY_AND_CLASS,
    act: 'Grows while an agency is away: about one per `openMs`.',
  },
  retries: {
    name: 'qaqpa_agency_retries_total',
    type: 'counter',
    help: 'Questions to be put to an agency once more: asked, or not because the budget was used up.',
    labels: { agency: 'agency', result: RETRY_RESULTS },
    act: '`overBudget`: failures are no exception any more; the breaker will decide.',
  },
  answers: {
    name: 'qaqpa_answers_total',
    type: 'counter',
    help: 'Answers by what they say and who wrote them. What the gateway refuses (DENIED) counts once for each place in an operation, all others once for each object that came or was written.',
    labels: { agency: 'agency', type: 'answerType', status: ANSWER_STATUSES, writer: ANSWER_WRITERS },
    act: 'UNAVAILABLE: see the calls of the agency. PENDING or NOT_DETERMINED grow against ANSWERED: authorities are silent behind a sound agency. DENIED: a scope or a purpose is missing.',
  },
  requests: {
    name: 'qaqpa_requests_total',
    type: 'counter',
    help: 'Answers to GraphQL requests, and to what should have been one, by the HTTP status that was sent.',
    labels: { http_status: HTTP_STATUSES },
    act: '5xx is the gateway itself; 4xx clients. 200 may hold errors: see the next.',
  },
  requestErrors: {
    name: 'qaqpa_request_errors_total',
    type: 'counter',
    help: 'Requests that were told an error with the code, each once for each code.',
    labels: { code: TOLD_CODES },
    act: '[errors](errors.md) says of each code whose it is and what to do. AGENCY_CODE is one of an agency\'s own.',
  },
  requestSeconds: {
    name: 'qaqpa_request_duration_seconds',
    type: 'histogram',
    help: 'From the moment a request has been read until its answer was there, by kind of operation; none where it was refused before there was one.',
    labels: { kind: OPERATION_KINDS },
    act: 'Compare with the calls to agencies: what they do not explain is the gateway.',
  },
  requestsInFlight: {
    name: 'qaqpa_requests_in_flight',
    type: 'gauge',
    help: 'Requests that are worked on.',
    labels: {},
    act: 'From four fifths of `load.maxInFlight` on the process says that it is not ready: add processes, or look for the agency that all wait for.',
  },
  requestsShed: {
    name: 'qaqpa_requests_shed_total',
    type: 'counter',
    help: 'Requests refused for their number: too many under way, the event loop too late, or more than the rate of an address or a caller allows.',
    labels: { reason: SHED_REASONS },
    act: '`inFlight`, `eventLoop`: the process is full. `perAddress` for everybody: a proxy is missing in `trustedProxies`.',
  },
  eventLoopDelay: {
    name: 'qaqpa_event_loop_delay_seconds',
    type: 'gauge',
    help: 'How late the event loop is, on average over the last half second: what `load.maxEventLoopDelayMs` is compared with.',
    labels: {},
    act: 'Every agency looks slow when it is late. Less per process, or find what keeps it busy.',
  },
  planLookups: {
    name: 'qaqpa_plan_lookups_total',
    type: 'counter',
    help: 'How requests came to their query plan: known, joined to a planning under way, planned anew, or refused as known to be too much.',
    labels: { result: PLAN_LOOKUPS },
    act: '`planned` keeps growing: clients write values into their documents instead of into variables, or `planning.maxCachedBytes` is too small. 0 with ENGINE=apollo, as the next four.',
  },
  planCacheBytes: {
    name: 'qaqpa_plan_cache_bytes',
    type: 'gauge',
    help: 'Memory that plans and what is compiled from them take, about.',
    labels: {},
    act: 'At `planning.maxCachedBytes` the least used go.',
  },
  planningsWaiting: {
    name: 'qaqpa_plannings_waiting',
    type: 'gauge',
    help: 'New operations that wait for a planning worker.',
    labels: {},
    act: 'At `planning.maxQueued` requests for more are refused as OVERLOADED.',
  },
  planningWorkersBusy: {
    name: 'qaqpa_planning_workers_busy',
    type: 'gauge',
    help: 'Planning workers at work.',
    labels: {},
    act: 'All of `planning.workers` for long: see what is planned anew.',
  },
  planningWorkersReplaced: {
    name: 'qaqpa_planning_workers_replaced_total',
    type: 'counter',
    help: 'Planning workers that were ended for their time or memory, or ended by themselves.',
    labels: { reason: WORKER_ENDS },
    act: 'An operation is too much for `planning`; the log has a line for each.',
  },
  generation: {
    name: 'qaqpa_generation',
    type: 'gauge',
    help: 'Number of the generation that serves; 1 is the one that the process began with.',
    labels: {},
    act: 'Processes that differ for long do not see the same files.',
  },
  reloads: {
    name: 'qaqpa_reloads_total',
    type: 'counter',
    help: 'Supergraphs and configurations that were to replace the one that serves.',
    labels: { subject: RELOAD_SUBJECTS, result: RELOAD_RESULTS },
    act: '`refused`: the old one goes on; the log says why.',
  },
} as const satisfies Record<string, MetricDefinition>;

export type MetricKey = keyof typeof METRICS;
