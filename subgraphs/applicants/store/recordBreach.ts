// Records a breach with the day until which the ministry has to hear of it, or says why not.

import type { Transaction } from 'kysely';
import { businessDate } from '../../kit/time/calendarDate.js';
import type { Breach } from '../model.js';
import { breachNoticeTerm } from '../policy/breachNotice.js';
import { mayRecordBreach } from '../rules/mayRecordBreach.js';
import { notifyBy } from '../rules/notifyBy.js';
import type { Database } from './Database.js';
import type { RecordOutcome } from './RecordOutcome.js';

export type NewBreach = Pick<Breach, 'detectedAt' | 'description' | 'dataKinds' | 'personsConcerned' | 'contactOffice'>;

export async function recordBreach(transaction: Transaction<Database>, breach: NewBreach, now: Date): Promise<RecordOutcome> {
  const { detectedAt, description, dataKinds, personsConcerned, contactOffice } = breach;
  const term = breachNoticeTerm(businessDate(detectedAt));
  const codes = mayRecordBreach({ ...breach, hasTerm: term !== null }, now);
  if (term === null || codes.length > 0) return { kind: 'refused', codes };
  const { id } = await transaction
    .insertInto('breach')
    .values({
      detected_at: detectedAt,
      recorded_at: now,
      description,
      data_kinds: JSON.stringify(dataKinds),
      persons_concerned: personsConcerned,
      contact_office: contactOffice,
      notify_by: notifyBy(detectedAt, term.value),
      notified_at: null,
      notice_reference: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { kind: 'recorded', breachId: id };
}
