// How a call to an agency can end, in one word each, and what follows from it: the code that clients are told, what the
// breaker learns, and with whom an operator talks about it. One table, so that the answer, the breaker, the log and the
// metrics never tell different stories of one call.

import type { ErrorCode } from '../../schema/contract/errorCodes.js';
import type { CallOutcome } from './breaker/Breaker.js';

/**
 * Who can mend it. agency: whoever runs the agency. network: whoever runs what lies between, names included. gateway: this
 * process sheds load or had no time left; more of it, or other limits. caller: it left, gave too little time, or asked for
 * what the agency refuses. operator: it was announced or set by hand, or two parties are not set up for each other.
 */
export const BLAMES = ['agency', 'network', 'gateway', 'caller', 'operator'] as const;

export type Blame = (typeof BLAMES)[number];

export interface CallEndMeaning {
  /** What the breaker learns; `refused` where nothing was sent, so that there was nothing to learn. */
  readonly outcome: CallOutcome | 'refused';
  /** What clients are told of it. Undefined where there is nothing to tell. */
  readonly code?: ErrorCode;
  /** Undefined where nothing is wrong. */
  readonly blame?: Blame;
}

export const CALL_ENDS = {
  /** A usable answer to all that was asked. */
  answered: { outcome: 'success' },
  /** A usable answer with gaps that errors of the caller's making explain. */
  partlyRefused: { outcome: 'success', code: 'SUBGRAPH_REQUEST_FAILED', blame: 'caller' },

  // Nothing was sent.
  /** The client asked for so short a time that none was left. */
  noTimeGiven: { outcome: 'refused', code: 'SUBGRAPH_REQUEST_TIMEOUT', blame: 'caller' },
  /** What came before in the request took its time. */
  noTimeLeft: { outcome: 'refused', code: 'SUBGRAPH_REQUEST_TIMEOUT', blame: 'gateway' },
  /** The client had left. */
  callerGone: { outcome: 'refused', code: 'SUBGRAPH_REQUEST_TIMEOUT', blame: 'caller' },
  /** The gateway has no usable way to the agency, or no usable schema of it. */
  quarantined: { outcome: 'refused', code: 'SUBGRAPH_REQUEST_FAILED', blame: 'operator' },
  inMaintenance: { outcome: 'refused', code: 'SUBGRAPH_IN_MAINTENANCE', blame: 'operator' },
  breakerOpen: { outcome: 'refused', code: 'SUBGRAPH_CIRCUIT_BREAKER_REJECTED', blame: 'gateway' },
  breakerForced: { outcome: 'refused', code: 'SUBGRAPH_CIRCUIT_BREAKER_REJECTED', blame: 'operator' },
  bulkheadFull: { outcome: 'refused', code: 'SUBGRAPH_OVERLOADED', blame: 'gateway' },

  // Asked, and given up.
  timedOut: { outcome: 'failure', code: 'SUBGRAPH_REQUEST_TIMEOUT', blame: 'agency' },
  /** The second try had no answer in time either; what became of the first has been told. */
  timedOutAgain: { outcome: 'neutral', code: 'SUBGRAPH_REQUEST_TIMEOUT', blame: 'agency' },
  /** No answer within the time that the client gave, which is shorter than a call may take. */
  hurriedByCaller: { outcome: 'neutral', code: 'SUBGRAPH_REQUEST_TIMEOUT', blame: 'caller' },
  /** The same, where the request had spent its time elsewhere. */
  hurried: { outcome: 'neutral', code: 'SUBGRAPH_REQUEST_TIMEOUT', blame: 'gateway' },
  callerLeft: { outcome: 'neutral', code: 'SUBGRAPH_REQUEST_TIMEOUT', blame: 'caller' },

  // Asked, and not reached: see ConnectionFault.
  noAddress: { outcome: 'failure', code: 'SUBGRAPH_REQUEST_FAILED', blame: 'network' },
  /** The machine is there and nothing listens: the agency's process is gone. */
  connectionRefused: { outcome: 'failure', code: 'SUBGRAPH_REQUEST_FAILED', blame: 'agency' },
  notConnected: { outcome: 'failure', code: 'SUBGRAPH_REQUEST_FAILED', blame: 'network' },
  /** Also where only the agency's has expired: the two do not fit, and one look at both finds it. */
  certificate: { outcome: 'failure', code: 'SUBGRAPH_REQUEST_FAILED', blame: 'operator' },
  /** Whether a process ended or a line did cannot be told from here; the agency's own log tells. */
  cutOff: { outcome: 'failure', code: 'SUBGRAPH_REQUEST_FAILED', blame: 'network' },
  notHttp: { outcome: 'failure', code: 'SUBGRAPH_REQUEST_FAILED', blame: 'agency' },
  unreachable: { outcome: 'failure', code: 'SUBGRAPH_REQUEST_FAILED', blame: 'network' },

  // Asked, and answered with something else.
  serverError: { outcome: 'failure', code: 'SUBGRAPH_REQUEST_FAILED', blame: 'agency' },
  redirect: { outcome: 'failure', code: 'SUBGRAPH_BAD_RESPONSE', blame: 'agency' },
  /** HTTP 429: the gateway asks for more than the agency grants it. */
  rateLimited: { outcome: 'neutral', code: 'SUBGRAPH_REQUEST_FAILED', blame: 'gateway' },
  signatureRefused: { outcome: 'neutral', code: 'SUBGRAPH_REQUEST_FAILED', blame: 'operator' },
  tooLarge: { outcome: 'failure', code: 'SUBGRAPH_BAD_RESPONSE', blame: 'agency' },
  encoded: { outcome: 'failure', code: 'SUBGRAPH_BAD_RESPONSE', blame: 'agency' },
  /** No JSON, no GraphQL response, or the wrong entities. */
  badResponse: { outcome: 'failure', code: 'SUBGRAPH_BAD_RESPONSE', blame: 'agency' },
  /** Something that was asked for is missing or of the wrong form, and no error says why. */
  incomplete: { outcome: 'failure', code: 'SUBGRAPH_BAD_RESPONSE', blame: 'agency' },
  /** GraphQL errors by which the agency calls itself unwell. */
  agencyError: { outcome: 'failure', code: 'SUBGRAPH_REQUEST_FAILED', blame: 'agency' },
  /** It does not know the operation: its schema is not the one that was composed. */
  schemaMismatch: { outcome: 'neutral', code: 'SUBGRAPH_BAD_RESPONSE', blame: 'operator' },
  /** GraphQL errors of the caller's making, and no data. */
  refusedByAgency: { outcome: 'neutral', code: 'SUBGRAPH_REQUEST_FAILED', blame: 'caller' },
} as const satisfies Record<string, CallEndMeaning>;

export type CallEnd = keyof typeof CALL_ENDS;

export const CALL_END_NAMES = Object.keys(CALL_ENDS) as readonly CallEnd[];

type EndsWith<Outcome> = { [End in CallEnd]: (typeof CALL_ENDS)[End]['outcome'] extends Outcome ? End : never }[CallEnd];

/** Nothing was sent. */
export type RefusedEnd = EndsWith<'refused'>;

/** Something was sent, and no data came that can be used. */
export type FailedEnd = EndsWith<'failure' | 'neutral'>;

/** By whom it is mended, of a call that took at least `slowCallMs` as well; undefined where nothing is wrong. */
export function blameOf(end: CallEnd, isSlow: boolean): Blame | undefined {
  const { blame }: CallEndMeaning = CALL_ENDS[end];
  return blame ?? (isSlow ? 'agency' : undefined);
}
