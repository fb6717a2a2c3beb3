// The regions that receive kandas into their quota, by date. The list changes: an older one had seven
// regions, without Atyrau (gov.kz, after March 2023; its exact dates are not in the public record).

import { inForce, type Dated } from '../../kit/policy/dated.js';
import type { CalendarDate } from '../../kit/time/calendarDate.js';

const RECEPTION_REGIONS: readonly Dated<readonly string[]>[] = [
  {
    from: '2025-01-01',
    value: ['10', '11', '23', '27', '39', '55', '59', '63'],
    source: 'regional quotas for 2025 and 2026 (kokshetoday.kz 2025; mgorod.kz, 30 Dec 2025): the eight regions with kandas places',
    grade: 'B',
  },
];

/** True where the region takes kandas with a place and support on that date. */
export function receivesKandas(regionCode: string, date: CalendarDate): boolean {
  return inForce('receptionRegions', RECEPTION_REGIONS, date).value.includes(regionCode);
}
