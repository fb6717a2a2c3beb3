import { expect, it } from 'vitest';
import { canJoin } from '../../../gateway/util/canJoin.js';

it.each([
  ['with the same end', 1_000, 1_000, true],
  ['that ends later than the newcomer can wait', 1_000, 999, false],
  ['that ends 100 ms before the newcomer has to be answered', 1_000, 1_100, true],
  ['that ends earlier than that', 1_000, 1_101, false],
  ['that never ends, of those that wait for ever', Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, false],
])('work %s', (_what, workEndsAtMs, neededAtMs, expected) => {
  expect(canJoin(workEndsAtMs, neededAtMs)).toBe(expected);
});
