// How a duration is set.

import { Type, type TInteger } from 'typebox';

/** Bounds that hold for every duration: above a day a "timeout" is a typing mistake. */
export function durationMs(defaultMs: number, description: string): TInteger {
  return Type.Integer({ minimum: 1, maximum: 86_400_000, default: defaultMs, description });
}
