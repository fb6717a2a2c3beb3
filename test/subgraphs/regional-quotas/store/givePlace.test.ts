// Places given over both stores: what is recorded and what is refused. That no storm exceeds a quota is
// proven in test/promises/noPlaceTwice.test.ts.

import type { Kysely } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openAgencyStore } from '../../../../subgraphs/kit/store/openAgencyStore.js';
import type { Store } from '../../../../subgraphs/kit/store/openStore.js';
import { regionalQuotas } from '../../../../subgraphs/regional-quotas/agency.js';
import type { Database } from '../../../../subgraphs/regional-quotas/store/Database.js';
import { givePlace, type PlaceDecision, type PlaceRequest } from '../../../../subgraphs/regional-quotas/store/givePlace.js';
import { storeTargets } from '../../../kit/stores.js';
import { placeRequest } from '../placeRequest.js';

describe.each(storeTargets())('a place on $name', ({ target }) => {
  let store: Store<Database>;
  let db: Kysely<Database>;

  beforeAll(async () => {
    store = await openAgencyStore(regionalQuotas, target);
    db = store.db;
  });
  afterAll(() => store.close());
  afterEach(() => db.deleteFrom('placement').execute());

  const ask = (change: Partial<PlaceRequest> & Pick<PlaceRequest, 'applicationId'>): Promise<PlaceDecision> =>
    db.transaction().execute((transaction) => givePlace(transaction, placeRequest(change)));
  const recorded = () => db.selectFrom('placement').selectAll().orderBy('application_id').execute();
  const included = async (): Promise<number> =>
    (await recorded()).filter(({ state }) => state === 'INCLUDED').reduce((sum, { persons }) => sum + persons, 0);

  it('is recorded with all that the decision rests on', async () => {
    expect(await ask({ applicationId: 'a', persons: 4 })).toEqual({
      kind: 'included',
      row: expect.objectContaining({ regionCode: '27', year: 2026, kind: 'KANDAS', places: 30, effectiveFrom: '2025-12-24' }) as unknown,
    });
    expect(await recorded()).toEqual([
      {
        application_id: 'a',
        region_code: '27',
        year: 2026,
        kind: 'KANDAS',
        persons: 4,
        state: 'INCLUDED',
        decided_on: '2026-03-02',
        recorded_at: new Date('2026-03-02T04:00:00Z'),
      },
    ]);
  });

  it('that was not free is recorded as asked for and not given', async () => {
    await ask({ applicationId: 'a', persons: 30 });
    expect(await ask({ applicationId: 'b' })).toMatchObject({ kind: 'noFreePlace', used: 30 });
    expect((await recorded()).map(({ application_id, state }) => [application_id, state])).toEqual([
      ['a', 'INCLUDED'],
      ['b', 'NO_FREE_PLACE'],
    ]);
  });

  it.each([
    ['TRACK_HAS_NO_QUOTA', { track: 'GENERAL' }],
    ['REGION_NOT_WRITABLE', { regionCode: '51' }],
    ['NOT_A_RECEPTION_REGION', { regionCode: '75' }],
    ['NO_QUOTA_IN_FORCE', { year: 2027 }],
    ['NO_QUOTA_IN_FORCE', { decidedOn: '2025-12-23' }],
  ] as const)('is refused as %s for %j, and nothing is recorded', async (reason, change) => {
    expect(await ask({ applicationId: 'a', ...change })).toEqual({ kind: 'refused', reason });
    expect(await recorded()).toEqual([]);
  });

  it('is not given twice to one case', async () => {
    await ask({ applicationId: 'a', persons: 2 });
    await expect(ask({ applicationId: 'a', persons: 3 })).rejects.toMatchObject({ code: '23505', constraint: 'placement_pkey' });
    expect(await included()).toBe(2);
  });

  it.each([0, -1])('is not given to %i persons', async (persons) => {
    await expect(ask({ applicationId: 'a', persons })).rejects.toMatchObject({ code: '23514' });
    expect(await recorded()).toEqual([]);
  });
});
