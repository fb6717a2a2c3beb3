// Registering employers and their demand, on both stores.

import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAgencyStore } from '../../../subgraphs/kit/store/openAgencyStore.js';
import type { Store } from '../../../subgraphs/kit/store/openStore.js';
import { labourDemand } from '../../../subgraphs/labour-demand/agency.js';
import type { DemandRegistration, Employer } from '../../../subgraphs/labour-demand/model.js';
import { seed } from '../../../subgraphs/labour-demand/seed/seed.js';
import type { Database } from '../../../subgraphs/labour-demand/store/Database.js';
import { DemandReader } from '../../../subgraphs/labour-demand/store/DemandReader.js';
import { registerDemand } from '../../../subgraphs/labour-demand/store/registerDemand.js';
import { registerEmployer } from '../../../subgraphs/labour-demand/store/registerEmployer.js';
import { createSyntheticWorld } from '../../../subgraphs/kit/synthetic/createSyntheticWorld.js';
import { storeTargets } from '../../kit/stores.js';

const EMPLOYER: Employer = { bin: '240140000215', name: 'Synthetic Employer A (fictitious)', industryCode: '86.10', regionCode: '11' };
const DEMAND: DemandRegistration = {
  id: 'demand-a-1',
  employerBin: EMPLOYER.bin,
  occupationCode: '2211',
  industryCode: '86.10',
  regionCode: '11',
  category: 'SPECIALISTS',
  year: 2026,
  headcount: 4,
  filled: 1,
  recordedAt: new Date('2026-01-10T04:00:00Z'),
};

describe.each(storeTargets())('the register of employers on $name', ({ target }) => {
  let store: Store<Database>;
  let db: Kysely<Database>;
  let reader: DemandReader;

  beforeAll(async () => {
    store = await openAgencyStore(labourDemand, target);
    db = store.db;
    reader = new DemandReader(db);
    await db.transaction().execute((transaction) => registerEmployer(transaction, EMPLOYER));
  });
  afterAll(() => store.close());

  const hire = (employer: Employer) => db.transaction().execute((transaction) => registerEmployer(transaction, employer));
  const want = (registration: DemandRegistration) => db.transaction().execute((transaction) => registerDemand(transaction, registration));

  it('takes an employer once; what it recorded first stands', async () => {
    const employer = { ...EMPLOYER, bin: '850315400372' };
    expect(await hire(employer)).toEqual({ kind: 'registered' });
    expect(await hire({ ...employer, name: 'Another name (fictitious)' })).toEqual({ kind: 'alreadyRegistered' });
    expect(await reader.employers([employer.bin])).toEqual([employer]);
  });

  it.each<[string, Partial<Employer>, string]>([
    ['a wrong check digit', { bin: '061211600013' }, 'BIN_NOT_VALID'],
    ['an industry that the classifier does not know', { bin: '061211600012', industryCode: '99.99' }, 'INDUSTRY_UNKNOWN'],
    ['a retired region', { bin: '061211600012', regionCode: '51' }, 'REGION_NOT_WRITABLE'],
    ['a region that does not exist', { bin: '061211600012', regionCode: '99' }, 'REGION_NOT_WRITABLE'],
  ])('refuses an employer with %s', async (_, wrong, reason) => {
    const employer = { ...EMPLOYER, ...wrong };
    expect(await hire(employer)).toEqual({ kind: 'refused', reason });
    expect(await reader.employers([employer.bin])).toEqual([]);
  });

  it('takes a demand once; what it recorded first stands', async () => {
    expect(await want(DEMAND)).toEqual({ kind: 'registered' });
    expect(await want({ ...DEMAND, headcount: 9 })).toEqual({ kind: 'alreadyRegistered' });
    expect(await reader.registrations([DEMAND.id])).toEqual([DEMAND]);
  });

  it.each<[string, Partial<DemandRegistration>, string]>([
    ['a retired region', { regionCode: '51' }, 'REGION_NOT_WRITABLE'],
    ['an occupation that the classifier does not know', { occupationCode: '0000' }, 'OCCUPATION_UNKNOWN'],
    ['an industry that the classifier does not know', { industryCode: '99.99' }, 'INDUSTRY_UNKNOWN'],
    ['nobody wanted', { headcount: 0, filled: 0 }, 'NUMBERS_NOT_VALID'],
    ['more found than wanted', { headcount: 4, filled: 5 }, 'NUMBERS_NOT_VALID'],
    ['an employer that is not registered', { employerBin: '061211600012' }, 'EMPLOYER_UNKNOWN'],
  ])('refuses a demand with %s', async (_, wrong, reason) => {
    const registration = { ...DEMAND, id: 'demand-refused', ...wrong };
    expect(await want(registration)).toEqual({ kind: 'refused', reason });
    expect(await reader.registrations(['demand-refused'])).toEqual([]);
  });

  it('cannot hold more found than wanted, whoever writes', async () => {
    await want({ ...DEMAND, id: 'demand-full', headcount: 4, filled: 4 });
    const more = db.updateTable('demand_registration').set({ filled: 5 }).where('id', '=', 'demand-full').execute();
    await expect(more).rejects.toThrow('demand_registration_filled');
  });

  it('gives the same page of several employers in one statement, each cut to its own length', async () => {
    const other = { ...EMPLOYER, bin: '061211600012' };
    await hire(other);
    for (const [employerBin, ids] of [[EMPLOYER.bin, ['page-1', 'page-2', 'page-3']], [other.bin, ['page-4']]] as const) {
      for (const id of ids) await want({ ...DEMAND, id, employerBin, year: 2031 });
    }
    const page = (afterKey: string | null) => reader.registrationPages([EMPLOYER.bin, other.bin], 2031, { limit: 2, afterKey });
    expect((await page(null)).map(({ id }) => id)).toEqual(['page-1', 'page-2', 'page-4']);
    expect((await page('page-2')).map(({ id }) => id)).toEqual(['page-3', 'page-4']);
  });

  it('adds up a region and year, and says nothing of others', async () => {
    await want({ ...DEMAND, id: 'sum-1', year: 2032, headcount: 5, filled: 2, recordedAt: new Date('2032-01-01T00:00:00Z') });
    await want({ ...DEMAND, id: 'sum-2', year: 2032, headcount: 3, filled: 3, recordedAt: new Date('2032-02-01T00:00:00Z') });
    const pairs = [{ regionCode: '11', year: 2032 }, { regionCode: '11', year: 2033 }, { regionCode: '10', year: 2032 }];
    expect(await reader.regionDemands(pairs)).toEqual([
      { regionCode: '11', year: 2032, headcount: 8, filled: 5, registrationCount: 2, recordedAt: new Date('2032-02-01T00:00:00Z') },
    ]);
  });

  it('takes a synthetic world that its own rules would take, but for the one old record', async () => {
    await db.transaction().execute((transaction) => seed(transaction, createSyntheticWorld({ seededOn: '2026-03-02', from: 1, count: 200 })));
    const registrations = await db.selectFrom('demand_registration').select(['id', 'region_code']).where('id', 'like', 'demand-000%').execute();
    expect(registrations).toHaveLength(311);
    expect(registrations.filter(({ region_code }) => region_code === '51').map(({ id }) => id)).toEqual(['demand-000000-1']);
  });
});
