// Sends a case to the authorities: one request, and one check for every authority that the policy of the
// day requires. Asking twice asks once: the second call changes nothing and says so.

import type { Transaction } from 'kysely';
import { businessDate } from '../../kit/time/calendarDate.js';
import type { AuthorityCheck, Track } from '../model.js';
import { authorityPolicyVersion } from '../policy/authorities.js';
import { plannedChecks } from '../rules/plannedChecks.js';
import type { Database } from './Database.js';
import { checkRow, requestRow } from './rows.js';

export interface ChecksRequest {
  readonly applicationId: string;
  readonly track: Track;
  readonly requestedAt: Date;
}

export type ChecksRequested =
  | { readonly kind: 'requested'; readonly checks: readonly AuthorityCheck[] }
  /** The case was sent before; its first request stands, also where the track has changed since. */
  | { readonly kind: 'alreadyRequested' };

/** @throws Error where no policy is in force on the day of the request. */
export async function requestChecks(transaction: Transaction<Database>, request: ChecksRequest): Promise<ChecksRequested> {
  const { applicationId, track, requestedAt } = request;
  const requestedOn = businessDate(requestedAt);
  const inserted = await transaction
    .insertInto('clearance_request')
    .values(requestRow({ applicationId, track, requestedOn, policyVersion: authorityPolicyVersion(requestedOn) }))
    .onConflict((conflict) => conflict.column('application_id').doNothing())
    .returning('application_id')
    .executeTakeFirst();
  if (inserted === undefined) return { kind: 'alreadyRequested' };
  const checks = plannedChecks({ applicationId, track, requestedOn, requestedAt });
  await transaction.insertInto('authority_check').values(checks.map(checkRow)).execute();
  return { kind: 'requested', checks };
}
