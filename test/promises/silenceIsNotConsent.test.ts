// Promise: an agency that did not answer can never be read as "no record" or "cleared". The whole system
// runs as a person runs it; the security agency falls silent in every way we know, and each time the
// answer about the case arrives in time, equal to the healthy one but for what that agency says.

import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CaseFileDocument, type CaseFileQuery } from '../../schema/generated/operations.js';
import type { AgencyProcess } from '../kit/agencyProcess.js';
import { askGateway, type GatewayResult } from '../kit/askGateway.js';
import type { CallerHeaders } from '../kit/callerHeaders.js';
import { startEngineGateways, type EngineGateways } from '../kit/engineGateways.js';
import { ENGINES } from '../kit/federation.js';
import { listenAsFalseAgency, type FalseReply } from '../kit/falseAgency.js';
import { killAgency, reviveAgency } from '../kit/killedAgency.js';
import type { TestSystem } from '../kit/system.js';
import { waitFor } from '../kit/waitFor.js';

/** "cleared and ready": with every agency well, nothing stands in the way of a decision. */
const CASE = 'case-000001';
const SICK = 'security-checks';

interface Retry {
  readonly status: string;
  readonly retryAt: string | null;
}

let gateways: EngineGateways;
const revived: AgencyProcess[] = [];

beforeAll(async () => {
  gateways = await startEngineGateways();
}, 120_000);

afterAll(async () => {
  for (const agency of revived) agency.process.kill();
  await gateways?.stop();
});

describe.each(ENGINES)('with the engine %s', (engine) => {
  let system: TestSystem;
  let url: string;
  let caller: CallerHeaders;
  let healthy: GatewayResult<CaseFileQuery>;
  /** Undoes the current silence, also when a test fails half-way. */
  let heal: (() => Promise<void>) | null = null;

  const askCaseFile = (): Promise<GatewayResult<CaseFileQuery>> => askGateway(url, CaseFileDocument, { id: CASE }, caller);

  const askRetry = async (): Promise<Retry> => {
    const query = `{ application(id: "${CASE}") { clearance { status retryAt } } }`;
    const result = await askGateway<{ application: { clearance: Retry } }, object>(url, query, {}, caller);
    return result.data!.application.clearance;
  };

  beforeAll(async () => {
    ({ system, caller } = gateways);
    url = gateways.urls[engine];
    // The first question finds every process cold: on a busy machine a well agency can miss its second.
    healthy = await waitFor('every agency to be heard', async () => {
      const result = await askCaseFile();
      return result.extensions?.agencies?.every(({ status }) => status === 'OK') ? result : null;
    });
  });

  afterEach(async () => {
    await heal?.();
    heal = null;
  });

  it('with every agency well, the case is cleared and ready', () => {
    expect(healthy.errors).toBeUndefined();
    expect(healthy.data?.application).toMatchObject({
      clearance: { status: 'ANSWERED', outcome: 'CLEARED' },
      readiness: { status: 'ANSWERED', missing: [] },
    });
  });

  /** What falls silent, and how it is brought back. */
  const SILENCES: readonly { readonly how: string; readonly begin: () => Promise<() => Promise<void>> }[] = [
    { how: 'takes every question and answers none', begin: hang },
    { how: 'is killed', begin: kill },
    { how: 'answers an HTML page', begin: () => replace('html') },
    { how: 'answers 200 and {}', begin: () => replace('emptyObject') },
  ];

  describe.each(SILENCES)('a security agency that $how', ({ begin }) => {
    it('is UNAVAILABLE in an answer that is otherwise whole, is asked no more, and speaks again without a restart', async () => {
      heal = await begin();

      const sick = await askCaseFile();
      expectSilence(sick);
      expect(withoutSecurity(sick)).toEqual(withoutSecurity(healthy));
      const { status, retryAt } = await askRetry();
      expect(status).toBe('UNAVAILABLE');
      expect(Date.parse(retryAt ?? '')).not.toBeNaN();

      // The breaker opens: the gateway says so itself, and asks the agency no more.
      const refused = await waitFor('the breaker to open', async () => {
        const result = await askCaseFile();
        expectSilence(result);
        return codeOf(result) === 'SUBGRAPH_CIRCUIT_BREAKER_REJECTED' ? result : null;
      }, { boundMs: 60_000 });
      expect(withoutSecurity(refused)).toEqual(withoutSecurity(healthy));

      await heal();
      heal = null;
      const recovered = await waitFor('the agency to be asked and heard again', async () => {
        const result = await askCaseFile();
        return result.data?.application?.clearance.status === 'ANSWERED' ? result : null;
      }, { boundMs: 60_000 });
      expect(recovered.data).toEqual(healthy.data);
    }, 180_000);
  });

  it('a stock Apollo Client renders everything but the silent agency', async () => {
    heal = await hang();
    const client = new ApolloClient({ cache: new InMemoryCache(), link: new HttpLink({ uri: url, headers: caller, fetch }) });
    const { data, error } = await client.query({ query: CaseFileDocument, variables: { id: CASE } });
    client.stop();
    expect(error).toBeUndefined();
    expect(data?.application).toMatchObject({
      applicant: { fullName: healthy.data!.application!.applicant.fullName },
      demandMatch: { status: 'ANSWERED' },
      clearance: { status: 'UNAVAILABLE', outcome: null },
    });
  });

  async function hang(): Promise<() => Promise<void>> {
    const door = new URL('/dev/fault', system.agencyUrls[SICK]);
    const setFault = async (fault: object): Promise<void> => {
      await fetch(door, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(fault) });
    };
    await setFault({ hang: true });
    return () => setFault({});
  }

  async function kill(): Promise<() => Promise<void>> {
    await killAgency(system, SICK);
    return revive;
  }

  async function replace(reply: FalseReply): Promise<() => Promise<void>> {
    await killAgency(system, SICK);
    const impostor = await listenAsFalseAgency(system.agencyUrls[SICK], reply);
    return async () => {
      await impostor.close();
      await revive();
    };
  }

  async function revive(): Promise<void> {
    revived.push(await reviveAgency(system, SICK));
  }
});

/** No client, and no rule, may take the answer for a clearance; and no `errors` make a client throw it away. */
function expectSilence(result: GatewayResult<CaseFileQuery>): void {
  expect(result.status).toBe(200);
  expect(result.errors).toBeUndefined();
  expect(result.data!.application!.clearance).toEqual({ status: 'UNAVAILABLE', asOf: null, outcome: null, checks: null });
  // Readiness is what the applicants' agency made of the representation it received.
  expect(result.data!.application!.readiness).toEqual({
    status: 'ANSWERED',
    missing: [{ code: 'CLEARANCE', agency: SICK }],
  });
}

function withoutSecurity(result: GatewayResult<CaseFileQuery>): object {
  const { clearance: _clearance, readiness: _readiness, ...rest } = result.data!.application!;
  return rest;
}

const codeOf = (result: GatewayResult<unknown>): string | undefined =>
  result.extensions?.agencies?.find(({ agency }) => agency === SICK)?.code;
