// Rule 23, for labour demand: the retired region 51 stands in old records and in no new one.

import { afterAll, beforeAll, describe, expect } from 'vitest';
import { openAgencyStore } from '../../subgraphs/kit/store/openAgencyStore.js';
import type { Store } from '../../subgraphs/kit/store/openStore.js';
import { startOfDay } from '../../subgraphs/kit/time/calendarDate.js';
import { labourDemand } from '../../subgraphs/labour-demand/agency.js';
import type { DemandRegistration, Employer } from '../../subgraphs/labour-demand/model.js';
import { seedOldRecord } from '../../subgraphs/labour-demand/seed/seedOldRecord.js';
import type { Database } from '../../subgraphs/labour-demand/store/Database.js';
import { proveRule } from '../kit/proveRule.js';

const EMPLOYER: Employer = { bin: '240140000215', name: 'Synthetic Employer (fictitious)', industryCode: '86.10', regionCode: '79' };
const DEMAND: DemandRegistration = {
  id: 'demand-new',
  employerBin: EMPLOYER.bin,
  occupationCode: '2211',
  industryCode: '86.10',
  regionCode: '79',
  category: 'SPECIALISTS',
  year: 2026,
  headcount: 4,
  filled: 1,
  recordedAt: startOfDay('2026-03-02'),
};

describe('a retired region', () => {
  let store: Store<Database>;
  beforeAll(async () => {
    store = await openAgencyStore(labourDemand, { kind: 'memory' });
    await seedOldRecord(store.db);
  });
  afterAll(() => store.close());

  proveRule({
    number: 23,
    title: 'can be read in registered demand and cannot be written into it',
    module: 'subgraphs/labour-demand/rules/mayWriteRegion.ts',
    swapFor: { mayWriteRegion: () => true },
    body: async () => {
      const { registerDemand } = await import('../../subgraphs/labour-demand/store/registerDemand.js');
      const { registerEmployer } = await import('../../subgraphs/labour-demand/store/registerEmployer.js');
      const { DemandReader } = await import('../../subgraphs/labour-demand/store/DemandReader.js');
      const hire = (employer: Employer) => store.db.transaction().execute((transaction) => registerEmployer(transaction, employer));
      const want = (demand: DemandRegistration) => store.db.transaction().execute((transaction) => registerDemand(transaction, demand));
      await store.db.deleteFrom('demand_registration').where('id', '=', DEMAND.id).execute();
      await store.db.deleteFrom('employer').where('bin', '=', EMPLOYER.bin).execute();

      const old = await new DemandReader(store.db).registrationPage({ region: '51' }, { limit: 10, afterKey: null });
      expect(old).toMatchObject([{ year: 2017, regionCode: '51' }]);

      expect(await hire({ ...EMPLOYER, regionCode: '51' })).toEqual({ kind: 'refused', reason: 'REGION_NOT_WRITABLE' });
      expect(await hire(EMPLOYER)).toEqual({ kind: 'registered' });
      expect(await want({ ...DEMAND, regionCode: '51' })).toEqual({ kind: 'refused', reason: 'REGION_NOT_WRITABLE' });
      expect(await want(DEMAND)).toEqual({ kind: 'registered' });
    },
  });
});
