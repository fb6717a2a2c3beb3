// Ends a check with an authority's answer, once. An answer to a check that has ended changes nothing.
//
// Also an answer after the term changes nothing: the check ended as NOT_DETERMINED with its last day, and
// what has once been read as undetermined must not turn into an answer behind the reader's back. That is
// the safe side in both directions: neither a late concurrence nor a lost objection can clear a case. The
// caller is told, and has to put the late answer before a person.

import type { Transaction } from 'kysely';
import { businessDate } from '../../kit/time/calendarDate.js';
import type { AuthorityCode, CheckAnswer } from '../model.js';
import { withinTerm } from '../rules/withinTerm.js';
import { ClearanceReader } from './ClearanceReader.js';
import type { Database } from './Database.js';

export interface AuthorityAnswer extends CheckAnswer {
  readonly applicationId: string;
  readonly authorityCode: AuthorityCode;
}

export type AnswerRecorded =
  | { readonly kind: 'recorded' }
  /** The check was answered before; that answer stands. */
  | { readonly kind: 'alreadyAnswered'; readonly answer: CheckAnswer }
  | { readonly kind: 'refused'; readonly reason: 'NOT_ASKED' | 'TERM_PASSED' };

export async function recordAnswer(transaction: Transaction<Database>, answer: AuthorityAnswer): Promise<AnswerRecorded> {
  const { applicationId, authorityCode, outcome, answeredAt } = answer;
  // Two answers that arrive together are taken one after the other.
  await transaction
    .selectFrom('authority_check')
    .select('due_on')
    .where('application_id', '=', applicationId)
    .where('authority_code', '=', authorityCode)
    .forUpdate()
    .execute();
  const checks = await new ClearanceReader(transaction).checks([applicationId]);
  const check = checks.find((candidate) => candidate.authorityCode === authorityCode);
  if (check === undefined) return { kind: 'refused', reason: 'NOT_ASKED' };
  if (check.answer !== null) return { kind: 'alreadyAnswered', answer: check.answer };
  if (!withinTerm(check, businessDate(answeredAt))) return { kind: 'refused', reason: 'TERM_PASSED' };
  await transaction
    .updateTable('authority_check')
    .set({ outcome, answered_at: answeredAt })
    .where('application_id', '=', applicationId)
    .where('authority_code', '=', authorityCode)
    .execute();
  return { kind: 'recorded' };
}
