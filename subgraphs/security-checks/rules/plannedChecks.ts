// Whom to ask about a case, and until when each may answer.

import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { AuthorityCheck, Track } from '../model.js';
import { requiredAuthorities } from '../policy/authorities.js';
import { dueOn } from '../policy/dueOn.js';

export interface CheckPlan {
  readonly applicationId: string;
  readonly track: Track;
  readonly requestedOn: CalendarDate;
  readonly requestedAt: Date;
}

/** One unanswered check for every authority that the policy of the day requires, each with its own due day. */
export function plannedChecks({ applicationId, track, requestedOn, requestedAt }: CheckPlan): AuthorityCheck[] {
  return requiredAuthorities(track, requestedOn).map(({ code, term }) => ({
    applicationId,
    authorityCode: code,
    requestedAt,
    dueOn: dueOn(requestedOn, term),
    answer: null,
  }));
}
