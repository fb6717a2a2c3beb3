// What keeps a run from being good.

import { FEATURE_NAMES, minimumOf } from '../features/FEATURES.js';
import { LIMITS_PER_THOUSAND } from './knownLimits.js';
import type { FuzzReport } from './runFuzz.js';

/** @returns one line for each complaint. */
export function complaintsOf({ operations, features, limits, finds }: FuzzReport): string[] {
  const wrong = finds.map(({ number }) => `operation ${number} is answered wrongly`);
  const seldom = FEATURE_NAMES.flatMap((feature) => {
    const [times, minimum] = [features.get(feature) ?? 0, minimumOf(feature, operations)];
    return times < minimum ? [`"${feature}" occurred ${times} times in ${operations} operations, and ${minimum} is the least`] : [];
  });
  const limited = [...limits.values()].reduce((sum, times) => sum + times, 0);
  const borne = Math.ceil((operations * LIMITS_PER_THOUSAND) / 1_000);
  return [...wrong, ...seldom, ...(limited > borne ? [`${limited} operations met a known limit, and ${borne} is the most`] : [])];
}
