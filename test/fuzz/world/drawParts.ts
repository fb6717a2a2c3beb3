// What the makers of worlds draw: types with lists and marks, arguments, subsets.

import type { SeededRandom } from '../../../subgraphs/kit/synthetic/seededRandom.js';
import { ARGUMENTS, LEAVES, type ArgumentName } from './World.js';

/** `E1` → `[[E1!]]!`, or another of its forms; lists of lists are rare. */
export function drawWraps(random: SeededRandom, name: string, listProbability = 0.35): string {
  let type = `${name}${random.chance(0.4) ? '!' : ''}`;
  const lists = random.chance(listProbability) ? (random.chance(0.25) ? 2 : 1) : 0;
  for (let count = 0; count < lists; count += 1) type = `[${type}]${random.chance(0.4) ? '!' : ''}`;
  return type;
}

export function drawLeafType(random: SeededRandom): string {
  return drawWraps(random, random.pick(LEAVES), 0.15);
}

export function drawArguments(random: SeededRandom): ArgumentName[] {
  if (!random.chance(0.3)) return [];
  const names = Object.keys(ARGUMENTS) as ArgumentName[];
  return names.filter(() => random.chance(0.35));
}

/** At least one, in their order. */
export function drawSome<Item>(random: SeededRandom, items: readonly Item[], probability: number): Item[] {
  const some = items.filter(() => random.chance(probability));
  return some.length === 0 ? [random.pick(items)] : some;
}

export function shuffled<Item>(random: SeededRandom, items: readonly Item[]): Item[] {
  return items.map((item) => ({ item, at: random.next() })).toSorted((a, b) => a.at - b.at).map(({ item }) => item);
}
