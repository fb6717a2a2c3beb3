// Moves a case to its next stage, or says why not. Two movers of one case follow each other: the case
// is locked before it is judged.

import type { Transaction } from 'kysely';
import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { CaseRecord } from '../model.js';
import { caseFacts } from '../rules/caseFacts.js';
import { mayEnterStage, type StageRequest } from '../rules/mayEnterStage.js';
import { screeningCertificate } from '../rules/screeningCertificate.js';
import type { Verdict } from '../rules/Verdict.js';
import type { Database } from './Database.js';
import { documentRow } from './insertCases.js';
import { readCase } from './readCase.js';

export interface Move extends StageRequest {
  readonly applicationId: string;
  /** Business date of the move. */
  readonly on: CalendarDate;
}

export type MoveResult = Verdict | { readonly kind: 'unknown' };

export async function moveCase(transaction: Transaction<Database>, move: Move): Promise<MoveResult> {
  const record = await readCase(transaction, move.applicationId);
  if (record === null) return { kind: 'unknown' };
  const verdict = mayEnterStage(caseFacts(record, move.on), move);
  if (verdict.kind === 'refused') return verdict;
  await transaction
    .updateTable('application')
    .set({
      stage: move.to,
      stage_entered_on: move.on,
      decided_by: move.decision?.decidedBy ?? null,
      refusal_ground: move.to === 'REFUSED' ? (move.decision?.ground ?? null) : null,
    })
    .where('id', '=', move.applicationId)
    .execute();
  if (move.to === 'CERTIFIED') await giveCertificate(transaction, record, move);
  return verdict;
}

/** The platform that gives the certificates of the pilot. */
const PLATFORM = 'migration.enbek.kz';

async function giveCertificate(transaction: Transaction<Database>, { application, applicant }: CaseRecord, { on }: Move): Promise<void> {
  const certificate = screeningCertificate(application.id, applicant.id, on, PLATFORM);
  await transaction.insertInto('document').values(documentRow(certificate)).execute();
  await transaction.insertInto('document_holder').values({ document_id: certificate.id, applicant_id: applicant.id }).execute();
}
