// One record from before the regions were divided anew: it names 51, South Kazakhstan, which can be read
// but not written any more. It goes in as old books are taken over, past the rules for new records.

import type { Kysely } from 'kysely';
import { insertRows } from '../../kit/store/insertRows.js';
import { startOfDay } from '../../kit/time/calendarDate.js';
import type { Database } from '../store/Database.js';
import { employerRow, registrationRow } from '../store/rows.js';
import { syntheticBin } from './syntheticBin.js';

const RETIRED_REGION = '51';

export async function seedOldRecord(db: Kysely<Database>): Promise<void> {
  // Number 0 is no case's, so no other employer has this BIN.
  const bin = syntheticBin(0);
  await insertRows(db, 'employer', [
    employerRow({ bin, name: 'Synthetic Employer 0 (fictitious)', industryCode: '01.11', regionCode: RETIRED_REGION }),
  ]);
  await insertRows(db, 'demand_registration', [
    registrationRow({
      id: 'demand-000000-1',
      employerBin: bin,
      occupationCode: '9211',
      industryCode: '01.11',
      regionCode: RETIRED_REGION,
      category: 'SEASONAL',
      year: 2017,
      headcount: 12,
      filled: 12,
      recordedAt: startOfDay('2016-10-01'),
    }),
  ]);
}
