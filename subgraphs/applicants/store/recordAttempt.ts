// Records an attempt at the language test, or says why not.

import type { Transaction } from 'kysely';
import type { LanguageTestAttempt } from '../model.js';
import { languageTestPolicy } from '../policy/languageTest.js';
import { judgedOn } from '../policy/pilot.js';
import { hasAttemptLeft } from '../rules/hasAttemptLeft.js';
import { ALLOWED, refused } from '../rules/Verdict.js';
import type { Database } from './Database.js';
import { attemptRow } from './insertCases.js';
import type { MoveResult } from './moveCase.js';
import { readCase } from './readCase.js';

export type NewAttempt = Omit<LanguageTestAttempt, 'id' | 'number'>;

/** The attempt gets the next number of its case. */
export async function recordAttempt(transaction: Transaction<Database>, attempt: NewAttempt): Promise<MoveResult> {
  const record = await readCase(transaction, attempt.applicationId);
  if (record === null) return { kind: 'unknown' };
  if (record.application.stage !== 'LANGUAGE_TEST') return refused('NOT_THE_NEXT_STAGE');
  const { attempts: allowed } = languageTestPolicy(judgedOn(record.application.submittedOn));
  const taken = record.attempts.length;
  if (!hasAttemptLeft(taken, allowed)) return refused('NO_ATTEMPT_LEFT');
  const number = taken + 1;
  await transaction
    .insertInto('language_test_attempt')
    .values(attemptRow({ ...attempt, number, id: `${attempt.applicationId}-test-${number}` }))
    .execute();
  return ALLOWED;
}
