import { expect, it } from 'vitest';
import { textKindOf, textKindOfBoth } from '../../../gateway/util/TextKind.js';

it.each([
  ['{"name":"Aina"}', true, 'ascii'],
  ['{"name":"Айна"}', false, 'plain'],
  // Holds no other character, but means one.
  ['{"name":"\\u0416"}', true, 'any'],
  ['{"name":"a\\"b"}', true, 'any'],
] as const)('knows of %s what it can be written as', (json, isAscii, kind) => {
  expect(textKindOf(json, isAscii)).toBe(kind);
});

it('knows of two texts what holds for both', () => {
  expect(textKindOfBoth('ascii', 'ascii')).toBe('ascii');
  expect(textKindOfBoth('ascii', 'plain')).toBe('plain');
  expect(textKindOfBoth('any', 'plain')).toBe('any');
});
