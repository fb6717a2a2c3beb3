// An agency of the running system is killed: the names that it gave before still come, with their age; numbers of places, answers
// about the case and readiness do not come from memory, on either engine.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { AGENCY_NAMES, type AgencyName } from '../../schema/contract/AgencyName.js';
import { askGateway, type AskedAgency, type GatewayResult } from '../kit/askGateway.js';
import type { AgencyProcess } from '../kit/agencyProcess.js';
import { callerHeaders } from '../kit/callerHeaders.js';
import { startEngineGateways, type EngineGateways } from '../kit/engineGateways.js';
import { ENGINES } from '../kit/federation.js';
import { killAgency, reviveAgency } from '../kit/killedAgency.js';
import { waitFor } from '../kit/waitFor.js';

const CASE = `query ($id: ID!) {
  application(id: $id) {
    region { code name kind retired }
    occupation { code name majorGroup skillLevel }
    demandMatch { status openPlaces }
    placement { status state }
    readiness { status ready missing { code agency } }
  }
}`;
const NAMES = '{ regions { code name nameKk kind } }';
const QUOTAS = '{ regions { code name quotas(year: 2026) { kind free } } }';

interface CaseData {
  readonly application: {
    readonly region: object;
    readonly occupation: object;
    readonly demandMatch: { readonly status: string; readonly openPlaces: number | null };
    readonly placement: { readonly status: string };
    readonly readiness: { readonly ready: boolean; readonly missing: readonly { readonly agency: string }[] };
  };
}

let gateways: EngineGateways;

beforeAll(async () => {
  gateways = await startEngineGateways();
}, 120_000);

afterAll(async () => {
  for (const { process: child } of revived) child.kill();
  await Promise.all(revived.map((each) => each.ended()));
  await gateways?.stop();
});

/** Brought back after they had been killed. */
const revived: AgencyProcess[] = [];

/** Cases that cannot be decided without the word of that agency. */
const CASES = { 'regional-quotas': 'case-000009', 'labour-demand': 'case-000013' } as const;

const reportOf = (result: GatewayResult<unknown>, agency: AgencyName): (AskedAgency & { readonly stale?: { readonly ageMs: number } }) | undefined =>
  result.extensions?.agencies?.find((each) => each.agency === agency);

/** The first questions find every process cold. */
function askUntilWhole<Data>(ask: () => Promise<GatewayResult<Data>>): Promise<GatewayResult<Data>> {
  return waitFor('every agency to answer', async () => {
    const result = await ask();
    return (result.extensions?.agencies ?? []).every(({ status }) => status === 'OK') ? result : null;
  }, { boundMs: 30_000 });
}

it.each(Object.keys(CASES) as (keyof typeof CASES)[])('while %s is dead, its names come with their age, and nothing else of it does', async (agency) => {
  const id = CASES[agency];
  const caller = await callerHeaders(gateways.system, id);
  const asked = await Promise.all(
    ENGINES.map(async (engine) => {
      const url = gateways.urls[engine];
      const ask = <Data>(query: string) => askGateway<Data, { id: string }>(url, query, query === CASE ? { id } : undefined, caller);
      return { ask, well: await askUntilWhole(() => ask<CaseData>(CASE)), names: await askUntilWhole(() => ask(NAMES)), quotas: await askUntilWhole(() => ask(QUOTAS)) };
    }),
  );
  await killAgency(gateways.system, agency);
  try {
    for (const { ask, well, names, quotas } of asked) {
      const sick = await ask<CaseData>(CASE);
      const [before, now] = [well.data!.application, sick.data!.application];
      expect([now.region, now.occupation, sick.errors]).toEqual([before.region, before.occupation, undefined]);
      expect(reportOf(sick, agency)).toMatchObject({ status: 'UNAVAILABLE', stale: { ageMs: expect.any(Number) as number } });
      for (const other of AGENCY_NAMES) if (other !== agency) expect(reportOf(sick, other)?.stale).toBeUndefined();
      const answer = agency === 'regional-quotas' ? now.placement : now.demandMatch;
      expect(answer.status).toBe('UNAVAILABLE');
      expect(before.readiness.missing.map((gap) => gap.agency)).not.toContain(agency);
      expect(now.readiness.missing.map((gap) => gap.agency)).toContain(agency);
      expect(now.readiness.ready).toBe(false);
      if (agency !== 'regional-quotas') continue;
      const [staleNames, noQuotas] = [await ask(NAMES), await ask(QUOTAS)];
      expect([staleNames.data, staleNames.errors, reportOf(staleNames, agency)?.stale === undefined]).toEqual([names.data, undefined, false]);
      expect(quotas.data).not.toBeNull();
      expect([noQuotas.data, reportOf(noQuotas, agency)?.stale]).toEqual([{ regions: null }, undefined]);
    }
  } finally {
    revived.push(await reviveAgency(gateways.system, agency));
  }
}, 120_000);
