// Which hard features occurred in one answer: what failed, and what became of it.

import type { ResponsePath } from '../oracle/Oracle.js';
import { requiredCoordinates } from '../scenario/Scenario.js';
import type { Outcome } from '../run/Trial.js';
import type { WorldIndex } from '../world/World.js';
import type { Feature } from './FEATURES.js';

export function featuresOfOutcome(index: WorldIndex, { ask: { scenario }, answer: { data, errors }, expected, refusedCount }: Outcome): Set<Feature> {
  const found = new Set<Feature>();
  if (scenario.kind === 'down' && errors.length > 0) found.add('subgraph down');
  if (refusedCount > 0) found.add('refused field');
  if (expected === undefined) return found;
  if (expected.data === null) found.add('whole data null');
  for (const { kind, path } of expected.failures) {
    const travels = depthOfNull(data, path) < path.length;
    if (kind === 'refused') {
      if (travels) found.add('refusal travels upwards');
      continue;
    }
    found.add('field fails');
    if (travels) found.add('null travels upwards');
    if (path.some((key) => typeof key === 'number')) found.add('failure inside a list');
    if (scenario.kind === 'fields' && scenario.how === 'lie') found.add('null where none may be');
  }
  if (scenario.kind === 'fields' && scenario.coordinates.some((coordinate) => requiredCoordinates(index).has(coordinate))) found.add('required input fails');
  return found;
}

function depthOfNull(data: unknown, path: ResponsePath): number {
  let value = data;
  for (const [depth, key] of path.entries()) {
    if (typeof value !== 'object' || value === null) return depth;
    value = (value as Record<string | number, unknown>)[key];
  }
  return path.length;
}
