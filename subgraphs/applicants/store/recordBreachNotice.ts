// Records that the ministry was notified of a breach, or says why not. Two who record a notice of one breach follow each
// other: the breach is locked before it is judged.

import type { Transaction } from 'kysely';
import type { BreachNotice } from '../model.js';
import { mayRecordNotice } from '../rules/mayRecordNotice.js';
import { breachOf, selectBreaches } from './BreachReader.js';
import type { Database } from './Database.js';
import type { RecordOutcome } from './RecordOutcome.js';

export interface NewBreachNotice extends BreachNotice {
  readonly breachId: string;
}

export async function recordBreachNotice(transaction: Transaction<Database>, { breachId, ...notice }: NewBreachNotice, now: Date): Promise<RecordOutcome> {
  const row = await selectBreaches(transaction).where('id', '=', breachId).forUpdate().executeTakeFirst();
  if (row === undefined) return { kind: 'refused', codes: ['BREACH_UNKNOWN'] };
  const codes = mayRecordNotice(breachOf(row), notice, now);
  if (codes.length > 0) return { kind: 'refused', codes };
  await transaction
    .updateTable('breach')
    .set({ notified_at: notice.notifiedAt, notice_reference: notice.reference })
    .where('id', '=', breachId)
    .execute();
  return { kind: 'recorded', breachId };
}
