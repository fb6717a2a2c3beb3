// Each block of the language test by itself: a high mean does not make up for a weak block.

import type { LanguageTestAttempt, TestBlock } from '../model.js';

/** @param minimumPercent 0 to 100; a block that equals it passes. */
export function passesBlocks({ listening, reading }: Pick<LanguageTestAttempt, 'listening' | 'reading'>, minimumPercent: number): boolean {
  return passes(listening, minimumPercent) && passes(reading, minimumPercent);
}

/** In whole numbers: 9 of 30 is exactly 30 %, which no rounding may turn into less. */
function passes({ correct, total }: TestBlock, minimumPercent: number): boolean {
  return total > 0 && correct * 100 >= total * minimumPercent;
}
