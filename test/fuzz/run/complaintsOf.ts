// What keeps a run from being good.

import { FEATURE_NAMES, minimumOf } from '../features/FEATURES.js';
import { borneOf } from './knownLimits.js';
import type { FuzzReport } from './runFuzz.js';

/** @returns one line for each complaint. */
export function complaintsOf({ operations, features, limits, finds }: FuzzReport): string[] {
  const wrong = finds.map(({ number }) => `operation ${number} is answered wrongly`);
  const seldom = FEATURE_NAMES.flatMap((feature) => {
    const [times, minimum] = [features.get(feature) ?? 0, minimumOf(feature, operations)];
    return times < minimum ? [`"${feature}" occurred ${times} times in ${operations} operations, and ${minimum} is the least`] : [];
  });
  const tooOften = [...limits].flatMap(([limit, times]) => {
    const borne = borneOf(limit, operations);
    return times > borne ? [`${times} operations met the known limit "${limit}", and ${borne} is the most`] : [];
  });
  return [...wrong, ...seldom, ...tooOften];
}
