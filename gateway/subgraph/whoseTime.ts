// Whose time it was that ran out: a call that was not made for want of time, or was given up, is laid at the door of
// whoever left it too little.

import type { Exchange } from '../Exchange.js';
import type { FailedEnd, RefusedEnd } from './CallEnd.js';
import { shareOfTime } from './shareOfTime.js';

type TimeOfExchange = Pick<Exchange, 'abortedBy' | 'askedTimeoutMs'>;

export interface CallTime {
  /** What the call had. */
  readonly limitMs: number;
  /** What a call to the agency may have. */
  readonly timeoutMs: number;
  readonly laterWaves: number;
}

/**
 * Whether a call had so little time that to miss it says nothing of the agency: less than half of what it would have had
 * at the beginning of the request. Of a client that chose its own time, any less than a call may have: else one who waits
 * for a moment less than a slow agency takes could have it cut off from everybody.
 */
export function isHurried({ askedTimeoutMs, timeoutMs: requestMs }: Pick<Exchange, 'askedTimeoutMs' | 'timeoutMs'>, { limitMs, timeoutMs, laterWaves }: CallTime): boolean {
  if (askedTimeoutMs !== undefined) return limitMs < timeoutMs;
  return limitMs < Math.min(timeoutMs, shareOfTime(requestMs, laterWaves)) / 2;
}

/** Of a call for which no time was left. */
export function endWithoutTime({ abortedBy, askedTimeoutMs }: TimeOfExchange): RefusedEnd {
  if (abortedBy === 'clientLeft') return 'callerGone';
  return askedTimeoutMs === undefined ? 'noTimeLeft' : 'noTimeGiven';
}

/**
 * Of a call that was sent. An agency that was given far less than a call may have is not sick for having missed it: the
 * request's time had been spent elsewhere, or by the try before, which has been told.
 * @param end as the reply alone has it.
 * @param isHurried see above.
 */
export function endInTime(end: FailedEnd, { abortedBy, askedTimeoutMs }: TimeOfExchange, sentCount: number, isHurried: boolean): FailedEnd {
  const hurried = askedTimeoutMs === undefined ? 'hurried' : 'hurriedByCaller';
  if (end === 'callerLeft') return abortedBy === 'deadlinePassed' ? hurried : end;
  if (end !== 'timedOut') return end;
  if (sentCount > 1) return 'timedOutAgain';
  return isHurried ? hurried : end;
}
