// The store of earlier answers: how old, how many.

import { expect, it } from 'vitest';
import { StaleAnswers } from '../../../../gateway/subgraph/stale/StaleAnswers.js';

const FRESH = { madeAtMs: 5_000_000, ageMs: 0, maxAgeMs: 60_000 };
const PATIENT = Number.MAX_SAFE_INTEGER;
/** By both clocks, of which the wall clock has another beginning. */
const at = (ms: number) => ({ monotonicMs: ms, wallMs: 5_000_000 + ms });
const keysOf = (answers: StaleAnswers) => [...answers.held()].map(({ key }) => key);

it.each([
  [59_999, 59_999],
  [60_000, 60_000],
  [60_001, undefined],
])('after %i ms, of 60,000 that it may be old, its age is %s', (laterMs, ageMs) => {
  const answers = new StaleAnswers(10_000);
  answers.keep('a', 'x', FRESH, at(1_000));
  expect(answers.recall('a', PATIENT, at(1_000 + laterMs))?.ageMs).toBe(ageMs);
});

it.each([
  [9_999, true],
  [10_000, true],
  [10_001, false],
])('after %i ms, of 10,000 that the gateway allows, it is %s that it is given', (laterMs, isGiven) => {
  const answers = new StaleAnswers(10_000);
  answers.keep('a', 'x', FRESH, at(0));
  expect(answers.recall('a', 10_000, at(laterMs)) !== undefined).toBe(isGiven);
});

it('the age that it came with counts', () => {
  const answers = new StaleAnswers(10_000);
  answers.keep('a', 'x', { ...FRESH, ageMs: 40_000 }, at(0));
  expect(answers.recall('a', PATIENT, at(20_000))).toEqual({ text: 'x', ageMs: 60_000, madeAtMs: 5_000_000 });
  expect(answers.recall('a', PATIENT, at(20_001))).toBeUndefined();
});

const REST_MS = 20_000;

it.each([
  ['sleeps, when the monotonic clock stands still', 1_000, REST_MS],
  ['has its wall clock set back', REST_MS, -86_400_000],
  ['has its wall clock set back by less than has gone by', REST_MS, 1_000],
  ['has both clocks agree', REST_MS, REST_MS],
])('the clock that says more counts where the machine %s', (_what, monotonicMs, wallMs) => {
  const answers = new StaleAnswers(10_000);
  const later = (ms: number) => ({ monotonicMs: monotonicMs + ms, wallMs: 5_000_000 + wallMs + ms });
  answers.keep('a', 'x', FRESH, at(0));
  expect(answers.recall('a', PATIENT, later(0))?.ageMs).toBe(REST_MS);
  expect(answers.recall('a', PATIENT, later(40_000))?.ageMs).toBe(60_000);
  expect(answers.recall('a', PATIENT, later(40_001))).toBeUndefined();
});

it('a later answer takes the place of the one before', () => {
  const answers = new StaleAnswers(10_000);
  answers.keep('a', 'x', FRESH, at(0));
  answers.keep('a', 'y', FRESH, at(50_000));
  expect(answers.recall('a', PATIENT, at(70_000))).toMatchObject({ text: 'y', ageMs: 20_000 });
});

it('one that is forgotten is not told, and takes no room; forgetting what is not there does nothing', () => {
  const answers = new StaleAnswers(10_000);
  for (const key of ['a', 'b']) answers.keep(key, 'x', FRESH, at(0));
  for (const key of ['a', 'c']) answers.forget(key);
  expect([answers.recall('a', PATIENT, at(0)), keysOf(answers)]).toEqual([undefined, ['b']]);
});

it('one that is too old is freed when it is asked for', () => {
  const answers = new StaleAnswers(10_000);
  answers.keep('a', 'x', FRESH, at(0));
  answers.recall('a', PATIENT, at(60_001));
  expect(keysOf(answers)).toEqual([]);
});

it('those that are too old are freed when another is kept, a minute after the last time', () => {
  const answers = new StaleAnswers(10_000);
  answers.keep('a', 'x', { ...FRESH, maxAgeMs: 1_000 }, at(0));
  answers.keep('b', 'x', { ...FRESH, maxAgeMs: 90_000 }, at(59_999));
  expect(keysOf(answers)).toEqual(['a', 'b']);
  answers.keep('c', 'x', FRESH, at(60_000));
  expect(keysOf(answers)).toEqual(['b', 'c']);
});

/** 300 and two for each of four characters. */
const BYTES = 308;

it.each([
  [3 * BYTES + 1, ['b', 'c', 'a']],
  [3 * BYTES, ['b', 'c', 'a']],
  [3 * BYTES - 1, ['c', 'a']],
])('of three answers of 308 bytes, %i bytes hold %j: who was not used goes first', (maxBytes, held) => {
  const answers = new StaleAnswers(maxBytes);
  for (const key of ['b', 'c', 'a']) answers.keep(key, 'xyz', FRESH, at(0));
  expect(keysOf(answers)).toEqual(held);
});

it('what was asked for last stays longest', () => {
  const answers = new StaleAnswers(2 * BYTES);
  for (const key of ['a', 'b']) answers.keep(key, 'xyz', FRESH, at(0));
  answers.recall('a', PATIENT, at(0));
  answers.keep('c', 'xyz', FRESH, at(0));
  expect(keysOf(answers)).toEqual(['a', 'c']);
});
