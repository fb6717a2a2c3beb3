// How many places of a quota are taken.

import type { PlacementSum, QuotaRow } from '../model.js';

/**
 * Places of a quota row that are taken: one per person, of the same region, year and kind. A request
 * that was not decided, or was refused, takes none.
 */
export function usedPlaces(sums: readonly PlacementSum[], row: Pick<QuotaRow, 'regionCode' | 'year' | 'kind'>): number {
  return sums
    .filter((sum) => sum.regionCode === row.regionCode && sum.year === row.year && sum.kind === row.kind && sum.state === 'INCLUDED')
    .reduce((total, sum) => total + sum.persons, 0);
}
