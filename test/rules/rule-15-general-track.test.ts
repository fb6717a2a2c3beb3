// Who comes on general grounds chooses the region freely: no place in a quota, and no support.

import { expect } from 'vitest';
import { proveRule } from '../kit/proveRule.js';
import { placeRequest } from '../subgraphs/regional-quotas/placeRequest.js';

proveRule({
  number: 15,
  title: 'the general track gets no place in a quota, and takes none',
  module: 'subgraphs/regional-quotas/rules/quotaKindOf.ts',
  swapFor: { quotaKindOf: () => 'KANDAS' },
  body: async () => {
    const { startTestAgency } = await import('../kit/agency.js');
    const { regionalQuotas } = await import('../../subgraphs/regional-quotas/agency.js');
    const { givePlace } = await import('../../subgraphs/regional-quotas/store/givePlace.js');
    await using agency = await startTestAgency(regionalQuotas, { now: new Date('2026-03-02T09:00:00Z') });
    const others = ['GENERAL', 'IN_DEMAND_PROFESSION', 'DIGITAL_NOMAD'] as const;

    const decisions: unknown[] = [];
    for (const track of others) {
      decisions.push(
        await agency.db.transaction().execute((transaction) => givePlace(transaction, placeRequest({ applicationId: track, track }))),
      );
    }
    expect(decisions).toEqual(others.map(() => ({ kind: 'refused', reason: 'TRACK_HAS_NO_QUOTA' })));
    expect(await agency.db.selectFrom('placement').selectAll().execute()).toEqual([]);
    const cases = others.map((track) => ({ id: track, track }));
    expect(await agency.resolveEntities('Application', cases, 'placement { status state persons region { code } }')).toEqual(
      others.map(() => ({ placement: { status: 'NOT_APPLICABLE', state: null, persons: null, region: null } })),
    );
  },
});
