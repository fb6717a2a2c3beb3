import { beforeEach, expect, it } from 'vitest';
import { RollingCounts } from '../../../gateway/util/RollingCounts.js';

const [APPLES, PEARS] = [0, 1];

let counts: RollingCounts;

beforeEach(() => {
  counts = new RollingCounts(1_000, 2);
  counts.passTo(5_000);
});

const totals = () => [counts.total(APPLES), counts.total(PEARS)];

it('counts kinds apart', () => {
  counts.add(APPLES);
  counts.add(PEARS);
  counts.add(PEARS);
  expect(totals()).toEqual([1, 2]);
});

it.each([
  [5_999, 2],
  [6_000, 1],
  [6_099, 1],
  [6_100, 0],
  [7_000, 0],
  [3_600_000_000, 0],
])('of one at 5,000 and one at 5,100, a window of 1,000 in tenths holds at %i: %i', (nowMs, count) => {
  counts.add(APPLES);
  counts.passTo(5_100);
  counts.add(APPLES);
  counts.passTo(nowMs);
  expect(totals()).toEqual([count, 0]);
});

it('holds what was counted after a gap, and only that', () => {
  for (let nowMs = 5_000; nowMs < 6_000; nowMs += 50) {
    counts.passTo(nowMs);
    counts.add(APPLES);
  }
  expect(totals()).toEqual([20, 0]);
  counts.passTo(100_000);
  counts.add(APPLES);
  expect(totals()).toEqual([1, 0]);
});

it('does not go back with a clock that does', () => {
  counts.add(APPLES);
  counts.passTo(1);
  counts.add(APPLES);
  expect(totals()).toEqual([2, 0]);
});

it('can be emptied', () => {
  counts.add(APPLES);
  counts.clear();
  expect(totals()).toEqual([0, 0]);
  counts.passTo(6_500);
  expect(totals()).toEqual([0, 0]);
});
