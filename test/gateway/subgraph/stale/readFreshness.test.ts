// What the header fields of a reply say of its age (RFC 9111 §4.2.3) and of how old it may be (RFC 5861 §4).

import { expect, it } from 'vitest';
import { readFreshness } from '../../../../gateway/subgraph/stale/readFreshness.js';

const MADE_AT = Date.parse('2026-03-02T09:00:00Z');
const DATE = 'Mon, 02 Mar 2026 09:00:00 GMT';

/** @param laterMs when it is received, after the agency's Date. */
function read(cacheControl: string | undefined, { age, laterMs = 0, delayMs = 0 }: { age?: string; laterMs?: number; delayMs?: number } = {}) {
  return readFreshness({ cacheControl, date: DATE, age }, { receivedAtMs: MADE_AT + laterMs, delayMs });
}

it.each([
  ['stale-if-error=60', 60_000],
  ['max-age=600, Stale-If-Error="60"', 60_000],
  ['stale-if-error=60,stale-if-error=30', 30_000],
  ['stale-if-error=0', 0],
])('%s allows an age of %i ms', (cacheControl, maxAgeMs) => {
  expect(read(cacheControl)).toEqual({ madeAtMs: MADE_AT, ageMs: 0, maxAgeMs });
});

it.each([
  undefined, '', 'max-age=60', 'stale-if-error', 'stale-if-error=', 'stale-if-error=-1', 'stale-if-error=1e3', 'stale-if-error=60s', 'x-stale-if-error=60',
  'stale-if-error=60, no-store', 'no-cache, stale-if-error=60', 'private, stale-if-error=60', 'stale-if-error=60, must-revalidate', 'proxy-revalidate, stale-if-error=60', 's-maxage=5, stale-if-error=60',
])('%s allows nothing', (cacheControl) => {
  expect(read(cacheControl)).toBeUndefined();
});

it.each([undefined, '', 'yesterday', '2026-03-02T09:00:00Z', '0', 'Mon, 02 Mar 2026 99:00:00 GMT'])('with the Date %s nothing is known of its age', (date) => {
  expect(readFreshness({ cacheControl: 'stale-if-error=60', date, age: undefined }, { receivedAtMs: MADE_AT, delayMs: 0 })).toBeUndefined();
});

it.each([
  ['what lies between the Date and now', { laterMs: 5_000 }, 5_000],
  ['no less than the way here, where the clocks say less', { delayMs: 300 }, 300],
  ['never less than nothing, where the agency is ahead', { laterMs: -5_000 }, 0],
  ['what a cache on the way says, and the way here', { age: '7', delayMs: 300, laterMs: 5_000 }, 7_300],
])('its age is %s', (_what, when, ageMs) => {
  expect(read('stale-if-error=60', when)?.ageMs).toBe(ageMs);
});

it.each(['-1', '1.5', 'old', '1, 2'])('an Age of %s is none that can be believed', (age) => {
  expect(read('stale-if-error=60', { age })).toBeUndefined();
});

it.each([
  [59_999, true],
  [60_000, true],
  [60_001, false],
])('of one that is %i ms old already and may be 60,000, it is %s that anything is known', (laterMs, isKnown) => {
  expect(read('stale-if-error=60', { laterMs }) !== undefined).toBe(isKnown);
});
