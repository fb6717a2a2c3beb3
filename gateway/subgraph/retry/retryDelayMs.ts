// Whether a reply is worth the same question once more, and how long to wait before it.
//
// Asked again is where the next try may well find a sound agency: the connection did not come about or broke (a
// process restarts, a connection was closed in the moment it was used), or the answer says that this is passing (502,
// 503, 504, and 429 where it says for how long). Not asked again: a call that ran out of time, because its time is
// gone and the agency has enough to do, and an answer that cannot be used, because the next would be the same.

import type { HttpReply } from '../postToAgency.js';
import { readRetryAfter } from '../readRetryAfter.js';

/** Faults of a connection that a second one may not have. */
const PASSING_FAULTS: ReadonlySet<string> = new Set(['noAddress', 'refused', 'notConnected', 'cutOff']);

const PASSING_STATUSES: ReadonlySet<number> = new Set([502, 503, 504]);

/**
 * @param retries how often this question has been asked again already.
 * @param baseDelayMs the first delay; it doubles each time. Half of it is chance, so that those who failed together do
 * not come back together.
 * @param random from 0 to below 1.
 * @returns undefined where asking again is of no use.
 */
export function retryDelayMs(reply: HttpReply, retries: number, baseDelayMs: number, random: () => number): number | undefined {
  if (!isPassing(reply)) return undefined;
  const delayMs = Math.round(baseDelayMs * 2 ** retries * (0.5 + random() / 2));
  const askedMs = reply.kind === 'received' ? (readRetryAfter(reply.retryAfter) ?? 0) : 0;
  return Math.max(delayMs, askedMs);
}

function isPassing(reply: HttpReply): boolean {
  switch (reply.kind) {
    case 'unreachable':
      return PASSING_FAULTS.has(reply.fault);
    case 'received':
      return PASSING_STATUSES.has(reply.status) || (reply.status === 429 && readRetryAfter(reply.retryAfter) !== undefined);
    case 'timedOut':
    case 'abandoned':
    case 'tooLarge':
    case 'encoded':
      return false;
  }
}
