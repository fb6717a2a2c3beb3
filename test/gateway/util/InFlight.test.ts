import { expect, it } from 'vitest';
import { InFlight } from '../../../gateway/util/InFlight.js';

const topic = {};

it('finds work by what it is for, and only as long as it is under way', () => {
  const inFlight = new InFlight<string>();
  inFlight.add(topic, 'a', 'first');
  expect([inFlight.get(topic, 'a'), inFlight.get(topic, 'b'), inFlight.get({}, 'a')]).toEqual(['first', undefined, undefined]);
  inFlight.remove(topic, 'a', 'first');
  expect(inFlight.get(topic, 'a')).toBeUndefined();
});

it('lets work that was replaced end without taking its successor along', () => {
  const inFlight = new InFlight<string>();
  inFlight.add(topic, 'a', 'first');
  inFlight.add(topic, 'a', 'second');
  inFlight.remove(topic, 'a', 'first');
  expect(inFlight.get(topic, 'a')).toBe('second');
});

it('forgets all at once, and takes late endings', () => {
  const inFlight = new InFlight<string>();
  inFlight.add(topic, 'a', 'first');
  inFlight.clear();
  inFlight.remove(topic, 'a', 'first');
  expect(inFlight.get(topic, 'a')).toBeUndefined();
});
