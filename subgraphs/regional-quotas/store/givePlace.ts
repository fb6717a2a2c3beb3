// Gives a household its places in a quota, or records why not. Two requests for the last place are
// decided one after the other: the quota's rows are locked before they are counted.

import type { Transaction } from 'kysely';
import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { QuotaRow, Track } from '../model.js';
import { receivesKandas } from '../policy/receptionRegions.js';
import { fitsQuota } from '../rules/fitsQuota.js';
import { mayWriteRegion } from '../rules/mayWriteRegion.js';
import { quotaKindOf } from '../rules/quotaKindOf.js';
import { rowInForce } from '../rules/rowInForce.js';
import { usedPlaces } from '../rules/usedPlaces.js';
import type { Database } from './Database.js';
import { QuotaReader } from './QuotaReader.js';

export interface PlaceRequest {
  readonly applicationId: string;
  readonly track: Track;
  readonly regionCode: string;
  readonly year: number;
  /** Household members who move, the applicant included; each takes a place. */
  readonly persons: number;
  readonly decidedOn: CalendarDate;
  readonly recordedAt: Date;
}

export type PlaceDecision =
  | { readonly kind: 'included'; readonly row: QuotaRow }
  | { readonly kind: 'noFreePlace'; readonly row: QuotaRow; readonly used: number }
  | { readonly kind: 'refused'; readonly reason: 'TRACK_HAS_NO_QUOTA' | 'REGION_NOT_WRITABLE' | 'NOT_A_RECEPTION_REGION' | 'NO_QUOTA_IN_FORCE' };

/** A second request of the same application replaces nothing: the database refuses it. */
export async function givePlace(transaction: Transaction<Database>, request: PlaceRequest): Promise<PlaceDecision> {
  const { regionCode, year, persons, decidedOn } = request;
  const kind = quotaKindOf(request.track);
  if (kind === null) return { kind: 'refused', reason: 'TRACK_HAS_NO_QUOTA' };
  if (!mayWriteRegion(regionCode)) return { kind: 'refused', reason: 'REGION_NOT_WRITABLE' };
  if (!receivesKandas(regionCode, decidedOn)) return { kind: 'refused', reason: 'NOT_A_RECEPTION_REGION' };

  await transaction
    .selectFrom('quota_row')
    .select('places')
    .where('region_code', '=', regionCode)
    .where('year', '=', year)
    .where('kind', '=', kind)
    .forUpdate()
    .execute();
  const reader = new QuotaReader(transaction);
  const rows = (await reader.quotaRows([regionCode])).filter((row) => row.year === year && row.kind === kind);
  const row = rowInForce(rows, decidedOn);
  if (row === null) return { kind: 'refused', reason: 'NO_QUOTA_IN_FORCE' };

  const used = usedPlaces(await reader.placementSums([regionCode]), row);
  const included = fitsQuota(row.places, used, persons);
  await transaction
    .insertInto('placement')
    .values({
      application_id: request.applicationId,
      region_code: regionCode,
      year,
      kind,
      persons,
      state: included ? 'INCLUDED' : 'NO_FREE_PLACE',
      decided_on: decidedOn,
      recorded_at: request.recordedAt,
    })
    .execute();
  return included ? { kind: 'included', row } : { kind: 'noFreePlace', row, used };
}
