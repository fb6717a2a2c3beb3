// Kandas status, a place in the quota and residence are separate decisions with separate owners.

import { expect } from 'vitest';
import { proveRule } from '../kit/proveRule.js';
import { placeRequest } from '../subgraphs/regional-quotas/placeRequest.js';

proveRule({
  number: 10,
  title: 'kandas status gives no place in a quota, and a place gives no status',
  module: 'subgraphs/regional-quotas/rules/placementStatus.ts',
  swapFor: { placementStatus: () => 'ANSWERED' },
  body: async () => {
    const { startTestAgency } = await import('../kit/agency.js');
    const { regionalQuotas } = await import('../../subgraphs/regional-quotas/agency.js');
    const { givePlace } = await import('../../subgraphs/regional-quotas/store/givePlace.js');
    await using agency = await startTestAgency(regionalQuotas, { now: new Date('2026-03-02T09:00:00Z') });
    await agency.db
      .insertInto('kandas_status')
      .values({ applicant_id: 'with-status', state: 'GRANTED', granted_on: '2026-02-02', decided_by: 'body', recorded_at: new Date(0) })
      .execute();
    await agency.db.transaction().execute((transaction) => givePlace(transaction, placeRequest({ applicationId: 'with-place' })));

    const cases = ['with-status', 'with-place'].map((id) => ({ id }));
    expect(await agency.resolveEntities('Applicant', cases, 'kandasStatus { status state }')).toEqual([
      { kandasStatus: { status: 'ANSWERED', state: 'GRANTED' } },
      { kandasStatus: { status: 'NO_RECORD', state: null } },
    ]);
    const kandas = cases.map(({ id }) => ({ id, track: 'KANDAS' }));
    expect(await agency.resolveEntities('Application', kandas, 'placement { status state }')).toEqual([
      { placement: { status: 'NOT_REQUESTED', state: null } },
      { placement: { status: 'ANSWERED', state: 'INCLUDED' } },
    ]);
  },
});
