// Regions go by KATO prefix. 51, the South Kazakhstan of old records, is read and never written.

import { expect } from 'vitest';
import { proveRule } from '../kit/proveRule.js';
import { placeRequest } from '../subgraphs/regional-quotas/placeRequest.js';

proveRule({
  number: 23,
  title: 'the retired region 51 can be read, and no place can be given in it',
  module: 'subgraphs/regional-quotas/rules/mayWriteRegion.ts',
  swapFor: { mayWriteRegion: () => true },
  body: async () => {
    const { startTestAgency } = await import('../kit/agency.js');
    const { regionalQuotas } = await import('../../subgraphs/regional-quotas/agency.js');
    const { givePlace } = await import('../../subgraphs/regional-quotas/store/givePlace.js');
    await using agency = await startTestAgency(regionalQuotas, { now: new Date('2026-03-02T09:00:00Z') });

    expect(await agency.execute('{ region(code: "51") { code name retired } }')).toEqual({
      data: { region: { code: '51', name: expect.stringContaining('South Kazakhstan') as string, retired: true } },
    });
    expect(await agency.resolveEntities('Region', [{ code: '51' }], 'code retired')).toEqual([{ code: '51', retired: true }]);
    const { data } = await agency.execute<{ regions: { code: string }[] }>('{ regions { code } }');
    expect(data?.regions).toHaveLength(20);
    expect(data?.regions).not.toContainEqual({ code: '51' });
    for (const regionCode of ['51', '99', '']) {
      const asked = agency.db
        .transaction()
        .execute((transaction) => givePlace(transaction, placeRequest({ applicationId: `in ${regionCode}`, regionCode })));
      expect(await asked, regionCode).toEqual({ kind: 'refused', reason: 'REGION_NOT_WRITABLE' });
    }
  },
});
