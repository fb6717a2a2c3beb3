// The setting of a duration: whole milliseconds.

import { Type } from 'typebox';

/** Bounds that hold for every duration: above a day a "timeout" is a typing mistake. */
export const durationMs = (defaultMs: number, description: string) =>
  Type.Integer({ minimum: 1, maximum: 86_400_000, default: defaultMs, description });
