// What was accepted once is not accepted again, for as long as it could be, and not remembered for longer.

import { describe, expect, it } from 'vitest';
import { NonceMemory } from '../../../../subgraphs/kit/caller/NonceMemory.js';

describe('the memory of nonces', () => {
  it('knows one again until its time is over, and then forgets it', () => {
    const memory = new NonceMemory();
    expect(memory.remember('a', 160, 100)).toBe('new');
    expect(memory.remember('a', 160, 100)).toBe('seen');
    expect(memory.remember('a', 160, 160)).toBe('seen');
    expect(memory.size).toBe(1);
    expect(memory.remember('b', 190, 161)).toBe('new');
    expect(memory.size).toBe(1);
  });

  it('takes as many as it has room for, and says when there is none', () => {
    const memory = new NonceMemory(2);
    expect(memory.remember('a', 160, 100)).toBe('new');
    expect(memory.remember('b', 161, 100)).toBe('new');
    expect(memory.remember('c', 162, 100)).toBe('full');
    expect(memory.remember('a', 160, 100)).toBe('seen');
    expect(memory.size).toBe(2);
    expect(memory.remember('c', 221, 161)).toBe('new');
    expect(memory.size).toBe(2);
  });

  it('forgets nothing when the clock is set back', () => {
    const memory = new NonceMemory();
    memory.remember('a', 160, 150);
    expect(memory.remember('a', 160, 90)).toBe('seen');
  });

  it('forgets all of a long idle time at once', () => {
    const memory = new NonceMemory();
    for (let second = 0; second < 60; second += 1) memory.remember(`n${second}`, 100 + second, 100);
    memory.remember('later', 100_060, 100_000);
    expect(memory.size).toBe(1);
  });
});
