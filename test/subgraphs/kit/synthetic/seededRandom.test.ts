// Chance that repeats.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../subgraphs/kit/synthetic/seededRandom.js';

const draw = (seed: string, count: number): number[] => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random.next());
};

describe('seeded chance', () => {
  it('gives the same numbers for the same seed, on every machine', () => {
    expect(draw('case 1', 3)).toEqual(draw('case 1', 3));
    expect(draw('case 1', 3)).toMatchInlineSnapshot(`
      [
        0.38218841585330665,
        0.4376280871219933,
        0.7537913382984698,
      ]
    `);
  });

  it('gives other numbers for another seed, also one that differs in the last character only', () => {
    const firsts = Array.from({ length: 1_000 }, (_, number) => draw(`case ${number}`, 1)[0]);
    expect(new Set(firsts).size).toBe(1_000);
  });

  it('stays in [0, 1) and is even enough for seed data', () => {
    const numbers = draw('evenness', 10_000);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    const tenths = Map.groupBy(numbers, (number) => Math.floor(number * 10));
    // 1,000 expected in each; five standard deviations (30 each) is chance no more.
    for (const [, members] of tenths) expect(Math.abs(members.length - 1_000)).toBeLessThan(150);
  });

  it('draws whole numbers from both ends and nothing outside', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 5 }), (seed, from, width) => {
        const random = seededRandom(seed);
        const drawn = Array.from({ length: 200 }, () => random.integer(from, from + width));
        expect(new Set(drawn)).toEqual(new Set(Array.from({ length: width + 1 }, (_, step) => from + step)));
      }),
    );
  });

  it('picks one of the items, and refuses to pick from none', () => {
    const random = seededRandom('pick');
    expect(new Set(Array.from({ length: 100 }, () => random.pick(['a', 'b'])))).toEqual(new Set(['a', 'b']));
    expect(() => random.pick([])).toThrow('cannot pick from an empty list');
  });

  it('never happens at probability 0 and always at 1', () => {
    const random = seededRandom('chance');
    expect(Array.from({ length: 100 }, () => random.chance(0))).not.toContain(true);
    expect(Array.from({ length: 100 }, () => random.chance(1))).not.toContain(false);
  });
});
