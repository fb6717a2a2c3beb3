// Attempts at the language test of a synthetic case, up to the one that passed where there is one.

import type { SeededRandom } from '../../kit/synthetic/seededRandom.js';
import type { SyntheticCase } from '../../kit/synthetic/SyntheticWorld.js';
import { addDays } from '../../kit/time/calendarDate.js';
import type { LanguageTestAttempt, TestBlock } from '../model.js';

/** The test has 60 questions; how they are split between the blocks is not public, so halves are our choice. */
const BLOCK_QUESTIONS = 30;

/** From 9 of 30 on a block passes. */
const PASSING = 9;

export function syntheticAttempts(one: SyntheticCase, random: SeededRandom): LanguageTestAttempt[] {
  if (one.story === 'one-block-below-30') {
    // 37 of 60 is a mean of 62 %, and reading alone is below 30 %.
    return [attempt(one, 1, { correct: 29, total: BLOCK_QUESTIONS }, { correct: 8, total: BLOCK_QUESTIONS })];
  }
  const passed = one.stage !== 'LANGUAGE_TEST';
  const failures = random.integer(0, passed ? 1 : 2);
  const blocks = Array.from({ length: failures }, () => [block(random, 3, PASSING - 1), block(random, PASSING, 20)] as const);
  if (passed) blocks.push([block(random, PASSING, BLOCK_QUESTIONS), block(random, PASSING, BLOCK_QUESTIONS)]);
  return blocks.map(([listening, reading], index) => attempt(one, index + 1, listening, reading));
}

function block(random: SeededRandom, from: number, to: number): TestBlock {
  return { correct: random.integer(from, to), total: BLOCK_QUESTIONS };
}

function attempt(one: SyntheticCase, number: number, listening: TestBlock, reading: TestBlock): LanguageTestAttempt {
  const id = `${one.applicationId}-test-${number}`;
  return { id, applicationId: one.applicationId, number, takenOn: addDays(one.submittedOn, number), level: 'A1', listening, reading };
}
