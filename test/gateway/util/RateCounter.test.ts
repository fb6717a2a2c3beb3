import { expect, it } from 'vitest';
import { RateCounter } from '../../../gateway/util/RateCounter.js';

let nowMs = 0;

function counter(max: number, remembered = 10): RateCounter {
  nowMs = 5_000;
  return new RateCounter({ max, windowMs: 1_000, remembered, clock: { nowMs: () => nowMs } });
}

it.each([
  [2, [undefined, undefined]],
  [3, [undefined, undefined, undefined]],
  [4, [undefined, undefined, undefined, 1_000]],
])('of three in a window, %i are told %j', (count, told) => {
  const three = counter(3);
  expect(Array.from({ length: count }, () => three.take('a'))).toEqual(told);
});

it('a window ends after its length, neither sooner nor because somebody was refused', () => {
  const one = counter(1);
  const told = [0, 1, 998, 999, 1_000, 1_001, 1_999, 2_000].map((afterMs) => {
    nowMs = 5_000 + afterMs;
    return one.take('a');
  });
  expect(told).toEqual([undefined, 999, 2, 1, undefined, 999, 1, undefined]);
});

it('the next window begins with who comes next, however long that takes', () => {
  const one = counter(1);
  one.take('a');
  nowMs += 1_700;
  expect(one.take('a')).toBeUndefined();
  nowMs += 999;
  expect(one.take('a')).toBe(1);
});

it('keys are counted apart', () => {
  const one = counter(1);
  expect(['a', 'b', 'a', 'b'].map((key) => one.take(key))).toEqual([undefined, undefined, 1_000, 1_000]);
});

it.each([
  [1, 1_000],
  [2, undefined],
])('of two that are remembered, a key that %i others followed is told %j', (others, told) => {
  const one = counter(1, 2);
  one.take('a');
  for (let other = 0; other < others; other += 1) one.take(`other ${other}`);
  expect(one.take('a')).toBe(told);
});
