import { expect, it } from 'vitest';
import { LruCache } from '../../../gateway/util/LruCache.js';

it.each([
  [2, true],
  [3, true],
  [4, false],
])('an entry of weight %i in a cache of 3 is kept: %s', (weight, kept) => {
  const cache = new LruCache<string>(3);
  cache.set('a', 'A', weight);
  expect(cache.get('a')).toBe(kept ? 'A' : undefined);
});

it('forgets what was used least recently when it is full', () => {
  const cache = new LruCache<string>(3);
  for (const key of ['a', 'b', 'c']) cache.set(key, key, 1);
  cache.get('a');
  cache.set('d', 'd', 1);
  expect(['a', 'b', 'c', 'd'].map((key) => cache.get(key))).toEqual(['a', undefined, 'c', 'd']);
  expect(cache.size).toBe(3);
});

it('makes room for a heavy entry by forgetting several light ones', () => {
  const cache = new LruCache<string>(3);
  for (const key of ['a', 'b', 'c']) cache.set(key, key, 1);
  cache.set('d', 'd', 2);
  expect(['a', 'b', 'c', 'd'].map((key) => cache.get(key))).toEqual([undefined, undefined, 'c', 'd']);
});

it('counts a replaced entry once', () => {
  const cache = new LruCache<string>(3);
  for (let round = 0; round < 10; round += 1) cache.set('a', String(round), 3);
  expect(cache.get('a')).toBe('9');
});
