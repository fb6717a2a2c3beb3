// The rules of quotas as tables.

import { describe, expect, it } from 'vitest';
import type { Placement, PlacementSum, QuotaRow, Track } from '../../../../subgraphs/regional-quotas/model.js';
import { receivesKandas } from '../../../../subgraphs/regional-quotas/policy/receptionRegions.js';
import { PUBLISHED_QUOTAS } from '../../../../subgraphs/regional-quotas/policy/publishedQuotas.js';
import { fitsQuota } from '../../../../subgraphs/regional-quotas/rules/fitsQuota.js';
import { mayWriteRegion } from '../../../../subgraphs/regional-quotas/rules/mayWriteRegion.js';
import { placementStatus } from '../../../../subgraphs/regional-quotas/rules/placementStatus.js';
import { quotaKindOf } from '../../../../subgraphs/regional-quotas/rules/quotaKindOf.js';
import { rowInForce } from '../../../../subgraphs/regional-quotas/rules/rowInForce.js';
import { usedPlaces } from '../../../../subgraphs/regional-quotas/rules/usedPlaces.js';

describe('persons fit into a quota', () => {
  it.each([
    [30, 0, 30, true],
    [30, 0, 31, false],
    [30, 29, 1, true],
    [30, 29, 2, false],
    [30, 30, 1, false],
    [0, 0, 1, false],
    [20, 30, 1, false],
  ])('of %i places with %i used, %i more: %s', (places, used, persons, fits) => {
    expect(fitsQuota(places, used, persons)).toBe(fits);
  });
});

describe('the quota of a track', () => {
  it.each<[Track, string | null]>([
    ['GENERAL', null],
    ['KANDAS', 'KANDAS'],
    ['IN_DEMAND_PROFESSION', null],
    ['DIGITAL_NOMAD', null],
  ])('%s is %s', (track, kind) => {
    expect(quotaKindOf(track)).toBe(kind);
  });
});

describe('a new record', () => {
  it.each([
    ['27', true],
    ['71', true],
    ['51', false],
    ['99', false],
    ['', false],
    ['2', false],
  ])('may name region "%s": %s', (code, may) => {
    expect(mayWriteRegion(code)).toBe(may);
  });
});

const placement = (state: Placement['state']): Placement => ({
  applicationId: 'a',
  regionCode: '27',
  year: 2026,
  kind: 'KANDAS',
  persons: 1,
  state,
  decidedOn: null,
  recordedAt: new Date(0),
});

describe('the answer about a place', () => {
  it.each([
    ['a track without a quota', null, null, 'NOT_APPLICABLE'],
    ['a track without a quota, whatever is recorded', null, placement('INCLUDED'), 'NOT_APPLICABLE'],
    ['nobody who asked', 'KANDAS', null, 'NOT_REQUESTED'],
    ['a request that waits', 'KANDAS', placement('REQUESTED'), 'PENDING'],
    ['a place given', 'KANDAS', placement('INCLUDED'), 'ANSWERED'],
    ['a place refused', 'KANDAS', placement('NO_FREE_PLACE'), 'ANSWERED'],
  ] as const)('for %s', (_what, kind, record, status) => {
    expect(placementStatus(kind, record)).toBe(status);
  });
});

const row = (effectiveFrom: string, places: number): QuotaRow => ({
  regionCode: '27',
  year: 2026,
  kind: 'KANDAS',
  places,
  effectiveFrom,
  source: 'invented by this test',
});

describe('the row in force', () => {
  const rows = [row('2026-08-24', 40), row('2025-12-24', 30)];

  it.each([
    ['2025-12-23', undefined],
    ['2025-12-24', 30],
    ['2026-08-23', 30],
    ['2026-08-24', 40],
    ['2030-01-01', 40],
  ])('on %s gives %s places, whatever the order of the rows', (date, places) => {
    expect(rowInForce(rows, date)?.places).toBe(places);
    expect(rowInForce(rows.toReversed(), date)?.places).toBe(places);
  });

  it('is none where there are no rows', () => {
    expect(rowInForce([], '2026-03-02')).toBeNull();
  });
});

const sum = (change: Partial<PlacementSum>): PlacementSum => ({ regionCode: '27', year: 2026, kind: 'KANDAS', state: 'INCLUDED', persons: 5, ...change });

describe('used places', () => {
  it.each([
    ['persons who have a place', [sum({})], 5],
    ['nobody', [], 0],
    ['not who waits', [sum({ state: 'REQUESTED' })], 0],
    ['not who found none', [sum({ state: 'NO_FREE_PLACE' })], 0],
    ['not another region', [sum({ regionCode: '55' })], 0],
    ['not another year', [sum({ year: 2025 })], 0],
    ['not another kind', [sum({ kind: 'RESETTLER' })], 0],
    ['all of them', [sum({}), sum({ persons: 2 })], 7],
  ])('count %s', (_what, sums, used) => {
    expect(usedPlaces(sums, { regionCode: '27', year: 2026, kind: 'KANDAS' })).toBe(used);
  });
});

const total = (year: number, kind: string): number =>
  PUBLISHED_QUOTAS.filter((row) => row.year === year && row.kind === kind).reduce((sum, { places }) => sum + places, 0);

describe('the published quotas', () => {
  it('add up to the totals that were published with them', () => {
    expect(total(2025, 'KANDAS')).toBe(2_309);
    expect(total(2026, 'KANDAS')).toBe(2_281);
    expect(total(2026, 'RESETTLER')).toBe(5_997);
  });

  it('give kandas places to the reception regions and to no other', () => {
    for (const year of [2025, 2026]) {
      const regions = PUBLISHED_QUOTAS.filter((row) => row.year === year && row.kind === 'KANDAS').map(({ regionCode }) => regionCode);
      expect(regions).toHaveLength(8);
      expect(regions.filter((code) => !receivesKandas(code, `${year}-03-02`))).toEqual([]);
    }
    expect(receivesKandas('75', '2026-03-02')).toBe(false);
  });

  it('are not guessed for a date before the list of regions begins', () => {
    expect(() => receivesKandas('27', '2024-12-31')).toThrow('policy receptionRegions has no value in force on 2024-12-31');
  });
});
