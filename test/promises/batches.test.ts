// Promise: one agency call per batch, never per row. The number of calls depends on the shape of the
// operation, not on how many cases or regions it returns, whichever engine runs it.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CaseQueueDocument, RegionQuotasDocument } from '../../schema/generated/operations.js';
import { askGateway, countCalls } from '../kit/askGateway.js';
import { startEngineGateways, type EngineGateways } from '../kit/engineGateways.js';
import { ENGINES } from '../kit/federation.js';

let gateways: EngineGateways;

beforeAll(async () => {
  gateways = await startEngineGateways();
  // Enough cases for a full page of one region.
  await Promise.all(Object.values(gateways.system.agencyUrls).map((url) => addCases(url, 1_500)));
}, 180_000);

afterAll(async () => {
  await gateways?.stop();
});

describe.each(ENGINES)('on %s', (engine) => {
  it('CaseQueue over 50 cases makes at most five agency calls', async () => {
    const result = await askGateway(gateways.urls[engine], CaseQueueDocument, { region: '71' }, gateways.caller);
    expect(result.errors).toBeUndefined();
    const nodes = result.data!.applications!.nodes;
    expect(nodes).toHaveLength(50);
    expect(nodes.every(({ clearance, placement }) => clearance.status !== 'UNAVAILABLE' && placement.status !== 'UNAVAILABLE')).toBe(true);
    expect(countCalls(result)).toBeGreaterThan(0);
    expect(countCalls(result)).toBeLessThanOrEqual(5);
  });

  it('RegionQuotas over 20 regions makes at most three agency calls', async () => {
    const result = await askGateway(gateways.urls[engine], RegionQuotasDocument, {}, gateways.caller);
    expect(result.errors).toBeUndefined();
    expect(result.data!.regions).toHaveLength(20);
    expect(countCalls(result)).toBeGreaterThan(0);
    expect(countCalls(result)).toBeLessThanOrEqual(3);
  });
});

async function addCases(agencyUrl: string, applicants: number): Promise<void> {
  const reply = await fetch(new URL('/dev/seed', agencyUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ applicants }),
  });
  if (!reply.ok) throw new Error(await reply.text());
}
