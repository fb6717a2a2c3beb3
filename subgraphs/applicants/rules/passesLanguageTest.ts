// Whether one attempt at the language test is enough: level and both blocks.

import type { LanguageLevel, LanguageTestAttempt } from '../model.js';
import type { LanguageTestPolicy } from '../policy/languageTest.js';
import { passesBlocks } from './passesBlocks.js';

/** From low to high (Common European Framework). */
const LEVELS: readonly LanguageLevel[] = ['A1', 'A2', 'B1', 'B2', 'C1'];

export function passesLanguageTest(attempt: LanguageTestAttempt, policy: LanguageTestPolicy): boolean {
  return LEVELS.indexOf(attempt.level) >= LEVELS.indexOf(policy.level) && passesBlocks(attempt, policy.blockMinimumPercent);
}
