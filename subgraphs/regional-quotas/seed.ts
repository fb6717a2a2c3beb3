// The agency's part of a synthetic world: places asked for, and kandas status. Places are given by the
// same code that gives them in earnest, so no seed can exceed a quota.

import type { Transaction, Kysely } from 'kysely';
import { insertRows } from '../kit/store/insertRows.js';
import { seededRandom } from '../kit/synthetic/seededRandom.js';
import type { SyntheticCase, SyntheticWorld } from '../kit/synthetic/SyntheticWorld.js';
import { startOfDay } from '../kit/time/calendarDate.js';
import type { Database } from './store/Database.js';
import { givePlace } from './store/givePlace.js';

/** The last year whose quotas are published. */
const QUOTA_YEAR = 2026;

/** The families that fill West Kazakhstan come before the story that finds it full: by number they stand behind it. */
const byPlaceOrder = (a: SyntheticCase, b: SyntheticCase): number => Number(a.story === 'quota-full') - Number(b.story === 'quota-full');

export async function seed(db: Kysely<Database>, world: SyntheticWorld): Promise<void> {
  const recordedAt = startOfDay(world.seededOn);
  const kandas = world.cases.filter((one) => one.track === 'KANDAS');
  for (const one of kandas.filter(({ placement }) => placement === 'asks-for-place').toSorted(byPlaceOrder)) {
    await givePlace(db as Transaction<Database>, {
      applicationId: one.applicationId,
      track: one.track,
      regionCode: one.regionCode,
      year: QUOTA_YEAR,
      persons: one.persons,
      decidedOn: world.seededOn,
      recordedAt,
    });
  }
  await insertRows(
    db,
    'kandas_status',
    kandas.filter(hasKandasStatus).map((one) => ({
      applicant_id: one.applicantId,
      state: 'GRANTED',
      granted_on: one.submittedOn,
      decided_by: 'Synthetic local executive body',
      recorded_at: recordedAt,
    })),
  );
}

/** Status and place are separate decisions: some have one, some the other, some both. */
function hasKandasStatus(one: SyntheticCase): boolean {
  return one.story === 'kandas-with-place' || seededRandom(`kandas status ${one.number}`).chance(0.6);
}
