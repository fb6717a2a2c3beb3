// Tables of the register, as Kysely sees them.

import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { KandasState, PlacementState, QuotaKind } from '../model.js';

export interface Database {
  quota_row: {
    region_code: string;
    year: number;
    kind: QuotaKind;
    effective_from: CalendarDate;
    places: number;
    source: string;
  };
  placement: {
    application_id: string;
    region_code: string;
    year: number;
    kind: QuotaKind;
    persons: number;
    state: PlacementState;
    decided_on: CalendarDate | null;
    recorded_at: Date;
  };
  kandas_status: {
    applicant_id: string;
    state: KandasState;
    granted_on: CalendarDate | null;
    decided_by: string | null;
    recorded_at: Date;
  };
}
