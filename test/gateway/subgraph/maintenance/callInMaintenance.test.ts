// An agency under announced maintenance is not called, and says so until when.

import { expect, it } from 'vitest';
import { Maintenance } from '../../../../gateway/subgraph/maintenance/Maintenance.js';
import { exchangeFor, scriptedClient } from '../../../kit/gateway/scriptedClient.js';

const UNTIL = '2026-12-05T22:30:00.000Z';
const WINDOWS = { once: [{ from: '2026-12-05T22:00Z', until: UNTIL }], weekly: [] };

it('is not called, no breaker hears of it, and its answers say when it will be back', async () => {
  const maintenance = new Maintenance(WINDOWS, { nowMs: () => Date.parse('2026-12-05T22:10Z') });
  const client = scriptedClient({ maintenance });
  const { agency, failedCalls, outcomes } = client;
  const exchange = exchangeFor();
  const { data, errors } = await client.ask(1, exchange);
  expect(data).toEqual({ text: null });
  expect(errors).toMatchObject([{ path: ['text'], extensions: { code: 'SUBGRAPH_IN_MAINTENANCE' } }]);
  expect(exchange.agencyReports()).toMatchObject([{ agency: 'agency-a', status: 'UNAVAILABLE', calls: 0, code: 'SUBGRAPH_IN_MAINTENANCE', retryAt: UNTIL }]);
  await client.change();
  expect([agency.attempts.length, outcomes, failedCalls.map(({ code }) => code)]).toEqual([0, [], ['SUBGRAPH_IN_MAINTENANCE', 'SUBGRAPH_IN_MAINTENANCE']]);
});
