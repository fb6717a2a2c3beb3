// Rule 6: the authorities' term is counted in working days, by Kazakhstan's holidays.

import { afterAll, beforeAll, describe, expect } from 'vitest';
import { openAgencyStore } from '../../subgraphs/kit/store/openAgencyStore.js';
import type { Store } from '../../subgraphs/kit/store/openStore.js';
import { addDays } from '../../subgraphs/kit/time/calendarDate.js';
import { securityChecks } from '../../subgraphs/security-checks/agency.js';
import type { Database } from '../../subgraphs/security-checks/store/Database.js';
import { proveRule } from '../kit/proveRule.js';

describe('the term of the inter-agency stage', () => {
  let store: Store<Database>;
  let nextCase = 1;
  beforeAll(async () => {
    store = await openAgencyStore(securityChecks, { kind: 'memory' });
  });
  afterAll(() => store.close());

  proveRule({
    number: 6,
    title: 'has 20 working days, which pass over weekends, holidays and the days these are moved to',
    module: 'subgraphs/kit/time/workingDays.ts',
    swapFor: { isWorkingDay: () => true, addWorkingDays: addDays },
    body: async () => {
      const { requestChecks } = await import('../../subgraphs/security-checks/store/requestChecks.js');
      const dueOn = async (requestedAt: Date): Promise<string[]> => {
        const applicationId = `case-${nextCase++}`;
        await store.db.transaction().execute((transaction) => requestChecks(transaction, { applicationId, track: 'GENERAL', requestedAt }));
        const rows = await store.db.selectFrom('authority_check').select('due_on').where('application_id', '=', applicationId).execute();
        return [...new Set(rows.map((row) => row.due_on))];
      };
      // Four weekends.
      expect(await dueOn(new Date('2026-11-02T04:00:00Z'))).toEqual(['2026-11-30']);
      // Five weekends, Women's Day moved to the 9th, Nauryz from Saturday 21 to Wednesday 25 March.
      expect(await dueOn(new Date('2026-03-02T04:00:00Z'))).toEqual(['2026-04-03']);
    },
  });
});
