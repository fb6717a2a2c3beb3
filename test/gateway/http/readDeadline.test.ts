import { describe, expect, it } from 'vitest';
import { readDeadline } from '../../../gateway/http/readDeadline.js';

describe('what a client says of its time', () => {
  it.each([
    [undefined, undefined],
    ['1', 1],
    ['1500', 1_500],
    ['999999999', 999_999_999],
  ])('%j is %j', (header, expected) => {
    expect(readDeadline(header === undefined ? {} : { 'x-deadline-ms': header })).toBe(expected);
  });

  it.each(['', '0', '-1', '1.5', '1000000000', '2s', '1e3', ' 5', '2026-11-27T10:00:00Z', '5, 6'])('%j is refused with what would be right', (header) => {
    expect(() => readDeadline({ 'x-deadline-ms': header })).toThrow('The header x-deadline-ms must be the milliseconds that are left, a whole number from 1 to 999999999.');
  });
});
