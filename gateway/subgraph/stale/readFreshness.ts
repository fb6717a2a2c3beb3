// How old an agency's reply is, and how old it may be when it is given once more because the agency cannot be asked, as its
// header fields say it (RFC 9111 §4.2.3 and §5.2, RFC 5861 §4).

import type { CachingHeaders } from '../postToAgency.js';

export interface Freshness {
  /** When the agency made it, by the agency's clock, in epoch milliseconds. */
  readonly madeAtMs: number;
  /** How old it was when it was received. */
  readonly ageMs: number;
  /** How old it may be; 0 or more. */
  readonly maxAgeMs: number;
}

export interface Reception {
  /** By the gateway's wall clock, which is compared with the agency's this once. */
  readonly receivedAtMs: number;
  /** From the sending of the question. */
  readonly delayMs: number;
}

/** Who says one of these does not want to be kept, whatever else it says. */
const UNKEPT = new Set(['no-store', 'no-cache', 'private', 'must-revalidate', 'proxy-revalidate', 's-maxage']);

/** IMF-fixdate (RFC 9110 §5.6.7): the one form that may be sent. */
const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * `stale-if-error` counts from when the reply was made: a `max-age` beside it, which by RFC 5861 would come on top, adds nothing.
 * @returns undefined where the agency does not allow it, or does not say when the reply was made.
 */
export function readFreshness({ cacheControl, date, age = '0' }: CachingHeaders, { receivedAtMs, delayMs }: Reception): Freshness | undefined {
  if (cacheControl === undefined || date === undefined || !HTTP_DATE.test(date) || !/^\d{1,9}$/.test(age)) return undefined;
  const maxAgeMs = readStaleIfError(cacheControl);
  const sentAtMs = Date.parse(date);
  if (maxAgeMs === undefined || Number.isNaN(sentAtMs)) return undefined;
  const agedMs = Number(age) * 1_000;
  // 1. by the clocks: how long ago the agency says it was; 2. without them: what it says of its age, and the way here.
  const ageMs = Math.max(0, receivedAtMs - sentAtMs, agedMs + delayMs);
  return ageMs > maxAgeMs ? undefined : { madeAtMs: sentAtMs, ageMs, maxAgeMs };
}

/** Of several the shortest; undefined for none, one that is no number, and for a reply that shall not be kept. */
function readStaleIfError(cacheControl: string): number | undefined {
  let shortestMs: number | undefined;
  for (const directive of cacheControl.split(',')) {
    const [name = '', value = ''] = directive.trim().toLowerCase().split('=', 2);
    if (UNKEPT.has(name)) return undefined;
    if (name !== 'stale-if-error') continue;
    const seconds = /^"?(\d{1,9})"?$/.exec(value)?.[1];
    if (seconds === undefined) return undefined;
    shortestMs = Math.min(shortestMs ?? Number.POSITIVE_INFINITY, Number(seconds) * 1_000);
  }
  return shortestMs;
}
