// Promise: one sick agency stays one sick agency. While one is sick, and is being asked all the time, the
// operations that do not need it ask everyone but it and are answered whole; those that need it get
// everything else, in time. Each engine has a gateway of its own, with breakers of its own, before the same agencies.
// Five telling cells of the table in docs/one-sick-agency.md stand at the end, under load; the table itself measures latencies.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AGENCY_NAMES, type AgencyName } from '../../schema/contract/AgencyName.js';
import { CaseFileDocument, CaseQueueDocument, EmployerDemandDocument, RegionQuotasDocument } from '../../schema/generated/operations.js';
import type { AgencyProcess } from '../kit/agencyProcess.js';
import { askGateway, type GatewayResult } from '../kit/askGateway.js';
import { startEngineGateways, type EngineGateways } from '../kit/engineGateways.js';
import { listenAsFalseAgency } from '../kit/falseAgency.js';
import { ENGINES, type EngineName } from '../kit/federation.js';
import { killAgency, reviveAgency } from '../kit/killedAgency.js';
import { BREAKER_CODE, faultNamed, type FaultName } from '../kit/sick/faults.js';
import { startSickScene, type SickScene } from '../kit/sick/SickScene.js';
import type { TestSystem } from '../kit/system.js';
import { waitFor } from '../kit/waitFor.js';

/** How often an operation that needs the sick agency is sent for each time that one that does not is: the failures must outweigh. */
const TIMES = 5;

interface Operation {
  readonly name: string;
  readonly ask: () => Promise<GatewayResult<unknown>>;
  /** What it answers while all agencies are well. */
  readonly healthy: GatewayResult<unknown>;
}

let gateways: EngineGateways;
let system: TestSystem;
let operationsOf: Readonly<Record<EngineName, readonly Operation[]>>;

beforeAll(async () => {
  gateways = await startEngineGateways();
  system = gateways.system;
  const asked = await Promise.all(ENGINES.map(async (engine) => [engine, await askHealthy(engine)] as const));
  operationsOf = Object.fromEntries(asked) as Record<EngineName, readonly Operation[]>;
}, 120_000);

/** In the place of one that the system itself has started, and so ended here. */
const revived: AgencyProcess[] = [];

afterAll(async () => {
  for (const agency of revived) {
    agency.process.kill();
    await agency.ended();
  }
  await gateways?.stop();
});

async function askHealthy(engine: EngineName): Promise<readonly Operation[]> {
  const { urls: { [engine]: url }, caller } = gateways;
  const askCaseFile = () => askGateway(url, CaseFileDocument, { id: 'case-000001' }, caller);
  const { data } = (await askUntilWhole('CaseFile', askCaseFile)) as Awaited<ReturnType<typeof askCaseFile>>;
  const { bin } = data!.application!.demandMatch.registrations![0]!.employer;
  const asked: Readonly<Record<string, () => Promise<GatewayResult<unknown>>>> = {
    CaseFile: askCaseFile,
    CaseQueue: () => askGateway(url, CaseQueueDocument, { region: '71' }, caller),
    RegionQuotas: () => askGateway(url, RegionQuotasDocument, {}, caller),
    EmployerDemand: () => askGateway(url, EmployerDemandDocument, { bin }, caller),
    'the regions alone': () => askGateway(url, '{ regions { code name receivesKandas } }', {}, caller),
    'the applicant alone': () => askGateway(url, '{ application(id: "case-000001") { stage applicant { fullName } score { total } } }', {}, caller),
  };
  return Promise.all(Object.entries(asked).map(async ([name, ask]) => ({ name: `${name} on ${engine}`, ask, healthy: await askUntilWhole(name, ask) })));
}

/** The first questions find every process cold: on a busy machine a well agency can miss its second. */
function askUntilWhole(name: string, ask: Operation['ask']): Promise<GatewayResult<unknown>> {
  return waitFor(`${name} to be answered whole`, async () => {
    const result = await ask();
    return sickOf(result).length === 0 ? result : null;
  }, { boundMs: 30_000 });
}

it.each(ENGINES)('with every agency well, each operation is answered whole by %s', (engine) => {
  for (const { name, healthy } of operationsOf[engine]) {
    expect({ name, errors: healthy.errors, sick: sickOf(healthy) }).toEqual({ name, errors: undefined, sick: [] });
  }
});

/** Silence, the worst of them, in every agency's place; the others in one. */
const SICKNESSES: readonly { readonly agency: AgencyName; readonly fault: object }[] = [
  ...AGENCY_NAMES.map((agency) => ({ agency, fault: { hang: true } })),
  { agency: 'security-checks', fault: { latencyMs: 60_000 } },
  { agency: 'security-checks', fault: { errorRate: 1 } },
];

describe.each(SICKNESSES)('while $agency has the fault $fault', ({ agency, fault }) => {
  it('the others are answered whole without it, and those that need it get everything else', async () => {
    await setFault(agency, fault);
    try {
      await onEachEngine((operations) => expectOthersUnharmed(agency, operations));
    } finally {
      await setFault(agency, {});
    }
    await onEachEngine((operations) => expectRecovery(agency, operations));
  }, 120_000);
});

it('an agency that floods its callers harms nobody else', async () => {
  const agency = 'labour-demand';
  await killAgency(system, agency);
  const flood = await listenAsFalseAgency(system.agencyUrls[agency], 'flood');
  try {
    await onEachEngine((operations) => expectOthersUnharmed(agency, operations));
    expect(flood.calls).toBeGreaterThan(0);
  } finally {
    await flood.close();
    revived.push(await reviveAgency(system, agency));
  }
  await onEachEngine((operations) => expectRecovery(agency, operations));
}, 120_000);

describe('under load, with every process its own', () => {
  /** Patience with agencies that are well on a busy machine; a silent one is waited for as long, and still within the deadline. */
  const AGENCY_TIMEOUT_MS = 3_000;
  /** A well agency that is late for a moment, since others want the machine, is not cut off. */
  const PATIENT_BREAKER = { minimumCalls: 20 };
  const DEADLINE_MS = 10_000;
  const LOAD = { perSecond: 20, durationMs: 4_000, seed: 'promise' };
  const MEBIBYTE = 1_048_576;
  /** Beside the most that the gateway took before: what the bomb unfolds to would be four times as much. */
  const MOST_GROWN_BYTES = 256 * MEBIBYTE;
  const RECOVERY_BOUND_MS = 45_000;

  const TELLING: readonly { readonly agency: AgencyName; readonly fault: FaultName }[] = [
    { agency: 'security-checks', fault: 'sigstop' },
    { agency: 'regional-quotas', fault: 'sigkill' },
    { agency: 'labour-demand', fault: 'gzip-bomb' },
    { agency: 'labour-demand', fault: 'half-errors' },
    { agency: 'security-checks', fault: 'drip' },
  ];

  let scene: SickScene;

  beforeAll(async () => {
    const agencies = Object.fromEntries(AGENCY_NAMES.map((agency) => [agency, { timeoutMs: AGENCY_TIMEOUT_MS, connectTimeoutMs: AGENCY_TIMEOUT_MS, breaker: PATIENT_BREAKER }]));
    scene = await startSickScene(system, { requestTimeoutMs: DEADLINE_MS, agencies });
  }, 120_000);

  afterAll(() => scene?.stop());

  it.each(TELLING)('$fault at $agency: nobody else loses an answer, the rest comes in time, and it is heard again', async ({ agency, fault: name }) => {
    const fault = faultNamed(name);
    await scene.gateway.vitals();
    await scene.load.run({ ...LOAD, durationMs: 1_000, agency, isSick: false });
    const before = await scene.gateway.vitals();
    await scene.makeSick(agency, fault);
    try {
      const { spared, needing } = await scene.load.run({ ...LOAD, agency, isSick: true });
      expect({ lost: spared.lost, problems: spared.problems }).toEqual({ lost: 0, problems: [] });
      expect(spared.latenciesMs.length).toBeGreaterThan(0);

      expect({ wrong: needing.wrong, problems: needing.problems }).toEqual({ wrong: 0, problems: [] });
      expect(needing.whole > 0).toBe(fault.isPartial);
      expect([...fault.codes, BREAKER_CODE]).toEqual(expect.arrayContaining(Object.keys(needing.rest)));
      expect(Object.keys(needing.rest)).not.toEqual([]);
      expect(Math.max(...needing.latenciesMs)).toBeLessThan(DEADLINE_MS);

      const during = await scene.gateway.vitals();
      expect(during.peakResidentBytes - before.peakResidentBytes).toBeLessThan(MOST_GROWN_BYTES);
    } finally {
      await scene.heal();
    }
    expect(await scene.load.recover(agency, RECOVERY_BOUND_MS)).toEqual({ afterMs: expect.any(Number) });
  }, 120_000);
});

/** One after the other: side by side, they would be too much for a small machine, and the agencies late because of it. */
async function onEachEngine(prove: (operations: readonly Operation[]) => Promise<void>): Promise<void> {
  for (const engine of ENGINES) await prove(operationsOf[engine]);
}

/** All operations at once, until the sick agency's breaker has opened, and once more after that. */
async function expectOthersUnharmed(agency: AgencyName, operations: readonly Operation[]): Promise<void> {
  const needing = operations.filter(({ healthy }) => agenciesOf(healthy).includes(agency));
  const spared = operations.filter((operation) => !needing.includes(operation));
  expect(spared.length).toBeGreaterThan(0);

  const askAll = async (): Promise<boolean> => {
    const [answers] = await Promise.all([
      Promise.all(Array.from({ length: TIMES }, () => needing).flat().map((operation) => expectTheRest(operation, agency))),
      Promise.all(spared.map(expectWhole)),
    ]);
    return answers.some(({ extensions }) => extensions?.agencies?.some(({ code }) => code === 'SUBGRAPH_CIRCUIT_BREAKER_REJECTED'));
  };
  await waitFor(`the breaker of ${agency} to open`, askAll, { boundMs: 30_000 });
  await askAll();
}

async function expectWhole({ name, ask, healthy }: Operation): Promise<void> {
  const result = await ask();
  const { status, data, errors } = result;
  expect({ name, status, data, errors, sick: sickOf(result) }).toEqual({ name, status: 200, data: healthy.data, errors: undefined, sick: [] });
  expect({ name, asked: agenciesOf(result) }).toEqual({ name, asked: agenciesOf(healthy) });
}

async function expectTheRest({ name, ask }: Operation, agency: AgencyName): Promise<GatewayResult<unknown>> {
  const result = await ask();
  // 200 and not 504: the answer was put together before the deadline of the request.
  expect({ name, status: result.status, sick: sickOf(result) }).toEqual({ name, status: 200, sick: [agency] });
  return result;
}

async function expectRecovery(agency: AgencyName, operations: readonly Operation[]): Promise<void> {
  for (const { name, ask, healthy } of operations.filter((operation) => agenciesOf(operation.healthy).includes(agency))) {
    const { data } = await waitFor(`${agency} to be heard again in ${name}`, async () => {
      const result = await ask();
      return sickOf(result).length === 0 ? result : null;
    }, { boundMs: 30_000 });
    expect(data).toEqual(healthy.data);
  }
}

async function setFault(agency: AgencyName, fault: object): Promise<void> {
  const reply = await fetch(new URL('/dev/fault', system.agencyUrls[agency]), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
  expect(reply.status).toBe(200);
}

const agenciesOf = ({ extensions }: GatewayResult<unknown>): readonly string[] => (extensions?.agencies ?? []).map(({ agency }) => agency);

const sickOf = ({ extensions }: GatewayResult<unknown>): readonly string[] =>
  (extensions?.agencies ?? []).filter(({ status }) => status !== 'OK').map(({ agency }) => agency);
