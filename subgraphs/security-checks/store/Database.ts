// Tables of the register, as Kysely sees them.

import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { AuthorityCode, CheckOutcome, Track } from '../model.js';

export interface Database {
  authority: {
    code: AuthorityCode;
    name: string;
    simulated: boolean;
  };
  clearance_request: {
    application_id: string;
    track: Track;
    requested_on: CalendarDate;
    policy_version: string;
  };
  authority_check: {
    application_id: string;
    authority_code: AuthorityCode;
    requested_at: Date;
    due_on: CalendarDate;
    outcome: CheckOutcome | null;
    answered_at: Date | null;
  };
}
