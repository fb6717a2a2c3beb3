import { describe, expect, it } from 'vitest';
import { atOnce, Turns, type Parts } from '../../../gateway/util/Turns.js';
import type { Clock } from '../../../gateway/util/Clock.js';

/** Parts that each take a millisecond of a clock of their own, and what has been done of them. */
function work(count: number, done: number[] = []): { parts: Parts<string>; clock: Clock; done: number[] } {
  let nowMs = 0;
  function* run(): Parts<string> {
    for (let part = 1; part <= count; part += 1) {
      nowMs += 1;
      done.push(part);
      yield;
    }
    return 'done';
  }
  return { parts: run(), clock: { nowMs: () => nowMs }, done };
}

function* failing(after: number): Parts<never> {
  for (let part = 0; part < after; part += 1) yield;
  throw new Error('no');
}

const LENGTHS = { turnMs: 3, restMs: 0 };

describe('work in turns', () => {
  it.each([
    { parts: 2, turns: 'one turn', isPromised: false },
    { parts: 3, turns: 'more than one', isPromised: true },
    { parts: 4, turns: 'more than one', isPromised: true },
  ])('of $parts parts, where a turn holds three, takes $turns', async ({ parts: count, isPromised }) => {
    const { parts, clock } = work(count);
    const result = new Turns(LENGTHS, clock).run(parts);
    expect(result instanceof Promise).toBe(isPromised);
    expect(await result).toBe('done');
  });

  it('lets others in between two turns', async () => {
    const { parts, clock, done } = work(7);
    const result = new Turns(LENGTHS, clock).run(parts);
    expect(done).toEqual([1, 2, 3]);
    const seen: number[] = [];
    const look = setInterval(() => seen.push(done.length), 0);
    await result;
    clearInterval(look);
    expect(done).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(seen.some((count) => count < 7)).toBe(true);
  });

  it('takes one turn at a time, whosoever it is', async () => {
    const [first, second] = [work(9), work(9)];
    const turns = new Turns({ ...LENGTHS, restMs: 5 }, { nowMs: () => first.clock.nowMs() + second.clock.nowMs() });
    const results = [first, second].map(async ({ parts }) => turns.run(parts));
    const moved: number[] = [];
    let before = first.done.length + second.done.length;
    const look = setInterval(() => {
      const now = first.done.length + second.done.length;
      if (now > before) moved.push(now - before);
      before = now;
    }, 0);
    expect(await Promise.all(results)).toEqual(['done', 'done']);
    clearInterval(look);
    // Of each three parts were done at once. A look that comes late sees two turns; more than that would be all of them.
    expect(moved.every((count) => count <= 6)).toBe(true);
    expect(moved.length).toBeGreaterThan(1);
  });

  it('takes one turn for it all where it is told to', () => {
    const { parts, done } = work(7);
    expect(atOnce(parts)).toBe('done');
    expect(done).toHaveLength(7);
  });

  it('throws what it throws: at once in the first turn, as a promise later', async () => {
    let nowMs = 0;
    const clock = { nowMs: () => (nowMs += 1) };
    expect(() => new Turns(LENGTHS, clock).run(failing(0))).toThrow('no');
    await expect(new Turns(LENGTHS, clock).run(failing(9))).rejects.toThrow('no');
  });
});
