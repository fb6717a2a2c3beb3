// Policy values by date: a case is judged by the value of its day, never by a guess.

import { describe, expect, it } from 'vitest';
import { inForce, type Dated } from '../../../../subgraphs/kit/policy/dated.js';

const fee: readonly Dated<number>[] = [
  { from: '2024-01-01', until: '2024-12-31', value: 1, source: 'act 1', grade: 'A' },
  { from: '2026-01-01', value: 2, source: 'act 2', grade: 'A' },
  { from: '2026-08-24', value: 3, source: 'act 3', grade: 'A' },
];

describe('a dated value', () => {
  it.each([
    ['on its first day', '2024-01-01', 1],
    ['on its last day', '2024-12-31', 1],
    ['on the day before a newer one', '2026-08-23', 2],
    ['which the newer replaces on its first day', '2026-08-24', 3],
    ['without an end', '2099-01-01', 3],
  ])('holds %s', (_when, date, value) => {
    expect(inForce('fee', fee, date).value).toBe(value);
  });

  it.each(['2023-12-31', '2025-06-01'])('does not hold on %s, and the policy is named', (date) => {
    expect(() => inForce('fee', fee, date)).toThrow(`policy fee has no value in force on ${date}`);
  });
});
