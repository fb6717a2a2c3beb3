// A quota can change in mid-year: the row in force decides, and what is used may not exceed it.

import type { Transaction } from 'kysely';
import { afterAll, beforeAll, expect } from 'vitest';
import { openAgencyStore } from '../../subgraphs/kit/store/openAgencyStore.js';
import type { Store } from '../../subgraphs/kit/store/openStore.js';
import { regionalQuotas } from '../../subgraphs/regional-quotas/agency.js';
import type { QuotaRow } from '../../subgraphs/regional-quotas/model.js';
import type { Database } from '../../subgraphs/regional-quotas/store/Database.js';
import { proveRule } from '../kit/proveRule.js';
import { placeRequest } from '../subgraphs/regional-quotas/placeRequest.js';
import { undone } from '../subgraphs/regional-quotas/undone.js';

let store: Store<Database>;
beforeAll(async () => {
  store = await openAgencyStore(regionalQuotas, { kind: 'memory' });
});
afterAll(() => store.close());

/** An order that gives West Kazakhstan another number of places from 24 August on. */
async function change(transaction: Transaction<Database>, places: number): Promise<void> {
  await transaction
    .insertInto('quota_row')
    .values({ region_code: '27', year: 2026, kind: 'KANDAS', effective_from: '2026-08-24', places, source: 'invented by this test' })
    .execute();
}

proveRule({
  number: 12,
  title: 'a row of the quota holds from its own day on, and a later row replaces it',
  module: 'subgraphs/regional-quotas/rules/rowInForce.ts',
  swapFor: { rowInForce: (rows: readonly QuotaRow[]) => rows.toSorted((a, b) => b.places - a.places)[0] ?? null },
  body: async () => {
    const { givePlace } = await import('../../subgraphs/regional-quotas/store/givePlace.js');
    await undone(store.db, async (transaction) => {
      const ask = (decidedOn: string) =>
        givePlace(transaction, placeRequest({ applicationId: `31 persons on ${decidedOn}`, persons: 31, decidedOn }));
      await change(transaction, 40);
      expect(await ask('2025-12-23')).toEqual({ kind: 'refused', reason: 'NO_QUOTA_IN_FORCE' });
      expect(await ask('2025-12-24')).toMatchObject({ kind: 'noFreePlace', row: { places: 30 } });
      expect(await ask('2026-08-23')).toMatchObject({ kind: 'noFreePlace', row: { places: 30 } });
      expect(await ask('2026-08-24')).toMatchObject({ kind: 'included', row: { places: 40 } });
    });
  },
});

proveRule({
  number: 12,
  title: 'places used may reach the row in force and never exceed it, also when a new row gives fewer',
  module: 'subgraphs/regional-quotas/rules/fitsQuota.ts',
  swapFor: { fitsQuota: () => true },
  body: async () => {
    const { givePlace } = await import('../../subgraphs/regional-quotas/store/givePlace.js');
    await undone(store.db, async (transaction) => {
      const ask = (applicationId: string, persons: number, decidedOn: string) =>
        givePlace(transaction, placeRequest({ applicationId, persons, decidedOn }));
      await change(transaction, 20);
      expect(await ask('nearly all', 29, '2026-03-02')).toMatchObject({ kind: 'included' });
      expect(await ask('over', 2, '2026-03-02')).toMatchObject({ kind: 'noFreePlace', used: 29 });
      expect(await ask('the last', 1, '2026-03-02')).toMatchObject({ kind: 'included' });
      expect(await ask('after the cut', 1, '2026-08-24')).toMatchObject({ kind: 'noFreePlace', row: { places: 20 }, used: 30 });
    });
  },
});
