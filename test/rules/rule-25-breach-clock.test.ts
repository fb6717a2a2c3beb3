// Rule 25, its second part: a breach has a clock of one working day.

import { afterAll, beforeAll, describe, expect } from 'vitest';
import { applicants } from '../../subgraphs/applicants/agency.js';
import type { Database } from '../../subgraphs/applicants/store/Database.js';
import { openAgencyStore } from '../../subgraphs/kit/store/openAgencyStore.js';
import type { Store } from '../../subgraphs/kit/store/openStore.js';
import { proveRule } from '../kit/proveRule.js';

describe('a breach that nobody told the ministry of', () => {
  let store: Store<Database>;
  beforeAll(async () => {
    store = await openAgencyStore(applicants, { kind: 'memory' });
  });
  afterAll(() => store.close());

  proveRule({
    number: 25,
    title: 'is overdue when one working day after its detection has passed',
    module: 'subgraphs/applicants/rules/notifyBy.ts',
    swapFor: { notifyBy: () => '9999-12-31' },
    body: async () => {
      const { recordBreach } = await import('../../subgraphs/applicants/store/recordBreach.js');
      const { BreachReader } = await import('../../subgraphs/applicants/store/BreachReader.js');
      const { breachState } = await import('../../subgraphs/applicants/rules/breachState.js');
      // A Friday evening.
      const detectedAt = new Date('2026-11-27T15:30:00.000Z');
      const report = { detectedAt, description: 'A list was sent to a wrong office.', dataKinds: ['NAME'], personsConcerned: 3, contactOffice: 'Office of data protection' } as const;
      const outcome = await store.db.transaction().execute((transaction) => recordBreach(transaction, report, detectedAt));
      const breach = outcome.kind === 'recorded' ? await new BreachReader(store.db).find(outcome.breachId) : null;
      expect(breach).not.toBeNull();
      const states = ['2026-11-28', '2026-11-30', '2026-12-01'].map((today) => breachState(breach!, today));
      expect(states).toEqual(['OPEN', 'OPEN', 'OVERDUE']);
    },
  });
});
