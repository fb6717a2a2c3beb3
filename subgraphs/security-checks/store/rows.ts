// From the model to rows, for everything that writes.

import type { Insertable } from 'kysely';
import type { AuthorityCheck, ClearanceRequest } from '../model.js';
import type { Database } from './Database.js';

export function requestRow(request: ClearanceRequest): Insertable<Database['clearance_request']> {
  return {
    application_id: request.applicationId,
    track: request.track,
    requested_on: request.requestedOn,
    policy_version: request.policyVersion,
  };
}

export function checkRow(check: AuthorityCheck): Insertable<Database['authority_check']> {
  return {
    application_id: check.applicationId,
    authority_code: check.authorityCode,
    requested_at: check.requestedAt,
    due_on: check.dueOn,
    outcome: check.answer?.outcome ?? null,
    answered_at: check.answer?.answeredAt ?? null,
  };
}
