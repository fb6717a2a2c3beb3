import { expect, it } from 'vitest';
import { showValue } from '../../../gateway/operation/showValue.js';

it.each([
  ['a text', '"a text"'],
  [1.5, '1.5'],
  [null, 'null'],
  [true, 'true'],
  [[], '[]'],
  [{}, '{}'],
  [[1, ['x'], { a: null }], '[1, ["x"], { a: null }]'],
  [{ a: 1, b: { c: { d: {}, e: { f: 1 }, g: [1] } } }, '{ a: 1, b: { c: { d: {}, e: [Object], g: [Array] } } }'],
  [Array.from({ length: 11 }, (_, index) => index), '[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ... 1 more item]'],
  [Array.from({ length: 12 }, (_, index) => index), '[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ... 2 more items]'],
  [JSON.parse('{"__proto__":{"a":1}}'), '{ __proto__: { a: 1 } }'],
])('%j is shown as %s', (value, shown) => {
  expect(showValue(value)).toBe(shown);
});

it('of many keys ten are shown', () => {
  const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`k${index}`, 0]));
  expect(showValue(many)).toBe('{ k0: 0, k1: 0, k2: 0, k3: 0, k4: 0, k5: 0, k6: 0, k7: 0, k8: 0, k9: 0, ... 49990 more }');
});

it.each([
  ['a text', 'x'.repeat(1_000_000)],
  ['a list of texts', Array.from({ length: 10 }, () => 'x'.repeat(100_000))],
  ['a key', { ['x'.repeat(1_000_000)]: 1 }],
])('%s of a megabyte is cut', (_what, value) => {
  expect(showValue(value)).toHaveLength(201);
});

it.each([
  [198, 200],
  [199, 201],
])('a text of %i characters is shown in %i, its quotation marks counted', (length, shown) => {
  expect(showValue('x'.repeat(length))).toHaveLength(shown);
});
