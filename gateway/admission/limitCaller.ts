// How many requests a minute one caller may send to this process. A caller is an account, told by issuer and subject of a
// verified token: many tokens of one account have one allowance, and a token that only claims to be somebody's uses up
// none of theirs. Who is not known, because there is no token or it was refused, is counted by address alone, at the door.

import { createHmac, randomBytes } from 'node:crypto';
import type { Caller } from '../../schema/contract/Caller.js';
import { rateLimited, type RateRefusal } from '../errors/rateLimited.js';
import type { Clock } from '../util/Clock.js';
import { RateCounter } from '../util/RateCounter.js';
import type { AdmissionCheck } from './AdmissionCheck.js';

export interface CallerLimitOptions {
  /** Requests a minute of one caller; 0: any number. */
  readonly requestsPerCaller: number;
  readonly clock: Clock;
  /** Hears of each refusal. */
  readonly onRateLimited?: (refusal: RateRefusal) => void;
}

const MINUTE_MS = 60_000;

/** Callers whose count is kept. More within a minute, and the quietest of them begin anew. */
const REMEMBERED = 10_000;

/** Comes after `authenticate`. */
export function limitCaller({ requestsPerCaller, clock, onRateLimited }: CallerLimitOptions): AdmissionCheck {
  if (requestsPerCaller === 0) return () => undefined;
  const counter = new RateCounter({ max: requestsPerCaller, windowMs: MINUTE_MS, remembered: REMEMBERED, clock });
  const nameOf = createCallerNames();
  return (_stated, { caller }) => {
    if (caller === undefined) return;
    const waitMs = counter.take(nameOf(caller));
    if (waitMs === undefined) return;
    onRateLimited?.({ limit: 'perCaller' });
    throw rateLimited('perCaller', requestsPerCaller, Math.ceil(waitMs / 1000));
  };
}

/** The count outlives the request, so only a keyed hash of who it was is kept, under a key that ends with the process. */
function createCallerNames(): (caller: Caller) => string {
  const secret = randomBytes(32);
  return ({ issuer, subject }) => createHmac('sha256', secret).update(JSON.stringify([issuer, subject])).digest('base64');
}
