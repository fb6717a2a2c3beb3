// A quota counts persons, and its places belong to one region, year and kind.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { openAgencyStore } from '../../subgraphs/kit/store/openAgencyStore.js';
import type { Store } from '../../subgraphs/kit/store/openStore.js';
import { regionalQuotas } from '../../subgraphs/regional-quotas/agency.js';
import type { Database } from '../../subgraphs/regional-quotas/store/Database.js';
import { proveRule } from '../kit/proveRule.js';
import { placeRequest } from '../subgraphs/regional-quotas/placeRequest.js';
import { undone } from '../subgraphs/regional-quotas/undone.js';

let store: Store<Database>;
beforeAll(async () => {
  store = await openAgencyStore(regionalQuotas, { kind: 'memory' });
});
afterAll(() => store.close());

proveRule({
  number: 11,
  title: 'a place is taken by every person, of the region, year and kind asked for and of no other',
  module: 'subgraphs/regional-quotas/rules/usedPlaces.ts',
  swapFor: { usedPlaces: () => 0 },
  body: async () => {
    const { givePlace } = await import('../../subgraphs/regional-quotas/store/givePlace.js');
    await undone(store.db, async (transaction) => {
      const ask = (applicationId: string, change: object = {}) => givePlace(transaction, placeRequest({ applicationId, ...change }));
      const resettlers = { region_code: '27', year: 2026, kind: 'RESETTLER' as const, persons: 30, state: 'INCLUDED' as const };
      await transaction
        .insertInto('placement')
        .values({ application_id: 'resettlers', ...resettlers, decided_on: '2026-03-02', recorded_at: new Date(0) })
        .execute();

      expect(await ask('29 of 30', { persons: 29 })).toMatchObject({ kind: 'included', row: { places: 30 } });
      expect(await ask('two for one place', { persons: 2 })).toMatchObject({ kind: 'noFreePlace', used: 29 });
      expect(await ask('the last', { persons: 1 })).toMatchObject({ kind: 'included' });
      expect(await ask('one too many', { persons: 1 })).toMatchObject({ kind: 'noFreePlace', used: 30 });
      expect(await ask('another region', { regionCode: '55' })).toMatchObject({ kind: 'included', row: { places: 977 } });
      expect(await ask('another year', { year: 2025 })).toMatchObject({ kind: 'included', row: { places: 30 } });
    });
  },
});

it('rule 11: the kandas places of 2026 are 2,281 over eight regions', async () => {
  const rows = await store.db.selectFrom('quota_row').selectAll().where('year', '=', 2026).where('kind', '=', 'KANDAS').execute();
  expect(rows.map(({ region_code }) => region_code).sort()).toEqual(['10', '11', '23', '27', '39', '55', '59', '63']);
  expect(rows.reduce((sum, { places }) => sum + places, 0)).toBe(2_281);
});
