// Tables of the register, as Kysely sees them.

import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { WorkerCategory } from '../model.js';

export interface Database {
  employer: {
    bin: string;
    name: string;
    industry_code: string;
    region_code: string;
  };
  demand_registration: {
    id: string;
    employer_bin: string;
    occupation_code: string;
    industry_code: string;
    region_code: string;
    category: WorkerCategory;
    year: number;
    headcount: number;
    filled: number;
    recorded_at: Date;
  };
  vacancy: {
    id: string;
    registration_id: string;
    publication_code: string;
    posted_on: CalendarDate;
    places: number;
  };
}
