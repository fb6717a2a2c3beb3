// Rule 7: no permanent residence without a positive concurrence of the national security bodies. This is
// the security side: what a clearance takes, and what silence is called.

import { afterAll, beforeAll, describe, expect } from 'vitest';
import { EVERYBODY } from '../../subgraphs/kit/access/Viewer.js';
import { seedIfEmpty } from '../../subgraphs/kit/seed/addCases.js';
import { openAgencyStore } from '../../subgraphs/kit/store/openAgencyStore.js';
import type { Store } from '../../subgraphs/kit/store/openStore.js';
import { startOfDay } from '../../subgraphs/kit/time/calendarDate.js';
import { securityChecks } from '../../subgraphs/security-checks/agency.js';
import type { Database } from '../../subgraphs/security-checks/store/Database.js';
import { proveRule } from '../kit/proveRule.js';

const clock = { now: () => startOfDay('2026-09-15') };
/** Stories of the synthetic world by their case. */
const SILENT = 'case-000003';
const WITHOUT_CONCURRENCE = 'case-000001';

describe('a security clearance', () => {
  let store: Store<Database>;
  beforeAll(async () => {
    store = await openAgencyStore(securityChecks, { kind: 'memory' });
    await seedIfEmpty(securityChecks, store.db, clock);
    // Cleared by every authority, until the concurrence itself is taken away: the others alone clear nobody.
    await store.db
      .deleteFrom('authority_check')
      .where('application_id', '=', WITHOUT_CONCURRENCE)
      .where('authority_code', '=', 'KNB')
      .execute();
  });
  afterAll(() => store.close());

  /** As a caller reads it, by modules that are loaded for this proof. */
  const clearanceOf = async (id: string): Promise<object> => {
    const { ApplicationResolver } = await import('../../subgraphs/security-checks/resolvers/ApplicationResolver.js');
    const { createContext } = await import('../../subgraphs/security-checks/context.js');
    const context = createContext({ clock, signal: new AbortController().signal, requestId: 'test', viewer: EVERYBODY, caller: undefined, purpose: undefined, caseId: undefined, consent: undefined }, store.db);
    return new ApplicationResolver().clearance({ id, region: null, applicant: { id: 'applicant-1' } }, context);
  };

  proveRule({
    number: 7,
    title: 'needs the positive concurrence of the national security bodies, whoever else concurred',
    module: 'subgraphs/security-checks/rules/mayClear.ts',
    swapFor: { mayClear: () => true },
    body: async () => {
      expect(await clearanceOf(WITHOUT_CONCURRENCE)).toMatchObject({ status: 'NOT_REQUESTED', outcome: null });
      expect(await clearanceOf(SILENT)).toMatchObject({ status: 'NOT_DETERMINED', outcome: null });
    },
  });

  proveRule({
    number: 7,
    title: 'is not determined where a term has passed in silence, and a late answer does not make up for it',
    module: 'subgraphs/security-checks/rules/withinTerm.ts',
    swapFor: { withinTerm: () => true },
    body: async () => {
      expect(await clearanceOf(SILENT)).toMatchObject({ status: 'NOT_DETERMINED', outcome: null });
      const { recordAnswer } = await import('../../subgraphs/security-checks/store/recordAnswer.js');
      const late = { applicationId: SILENT, authorityCode: 'KNB', outcome: 'CONCURRED', answeredAt: clock.now() } as const;
      const recorded = await store.db.transaction().execute((transaction) => recordAnswer(transaction, late));
      expect(recorded).toEqual({ kind: 'refused', reason: 'TERM_PASSED' });
      expect(await clearanceOf(SILENT)).toMatchObject({ status: 'NOT_DETERMINED', outcome: null });
    },
  });
});
