// That the property is not idle: without any one of the guards it fails. Guards of the gateway are taken out of a copy of the compiled
// gateway, the rule of readiness by putting one that always agrees into its place.

import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { GATEWAY_FOLDER, plantBug } from '../../fuzz/bugs/plantBug.js';
import { loadGateway, type GatewayModules } from '../../fuzz/subject/loadGateway.js';
import { onFreshModules } from '../../kit/freshModules.js';
import { PACKAGE_ROOT } from '../../kit/packageRoot.js';
import { GUARDS } from './GUARDS.js';
import { RealAgencies, startAgency } from './RealAgencies.js';
import { runTrials, type TrialReport } from './runTrials.js';
import { TestedGateway } from './TestedGateway.js';

/** Far more than any of them has needed. */
const RUNS = 400;
const SEED = 7;

let agencies: RealAgencies;
let folder: string;

beforeAll(async () => {
  agencies = await RealAgencies.start();
  folder = await mkdtemp(join(PACKAGE_ROOT, 'dist', 'guards-'));
});

afterAll(async () => {
  await agencies?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

async function tryOut(gateway: GatewayModules, gatewayFolder: string, over: RealAgencies): Promise<TrialReport> {
  const tested = await TestedGateway.over(over, gateway, gatewayFolder, 'compiled');
  try {
    return await runTrials({ gateway: tested, agencies: over, seed: SEED, runs: RUNS, shrink: false });
  } finally {
    await tested.close();
  }
}

it.each(GUARDS)('without this the property fails: $name', async (guard) => {
  const place = await mkdtemp(join(folder, 'guard-'));
  const report = await tryOut(await plantBug(guard, place), join(place, 'gateway'), agencies);
  expect(report.find).toMatch(/nobody answered|null without an error|an answer is|instead of|no data/);
});

const RULES = [
  { name: 'only a clearance that says CLEARED clears', module: 'subgraphs/applicants/rules/isCleared.js', swapFor: { isCleared: () => true } },
  { name: 'only a status of the truth table is an answer', module: 'schema/contract/AnswerStatus.js', swapFor: { isAnswer: () => true } },
] as const;

it.each(RULES)('without this the property fails: $name', async ({ module, swapFor }) => {
  const compiled = join(PACKAGE_ROOT, 'dist', module);
  await onFreshModules(async () => {
    const genuine = (await import(compiled)) as object;
    vi.resetModules();
    vi.doMock(compiled, () => ({ ...genuine, ...swapFor }));
    const { applicants } = await import('../../../subgraphs/applicants/agency.js');
    await using mistaken = await startAgency(applicants);
    const report = await tryOut(await loadGateway(GATEWAY_FOLDER), GATEWAY_FOLDER, agencies.withApplicants(mistaken));
    expect(report.find).toMatch(/ready without|nobody answered for/);
  }).finally(() => vi.doUnmock(compiled));
});
