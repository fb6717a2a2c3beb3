// Promise: an agency that did not answer can never be read as "no record" or "cleared", whatever is asked and whatever is wrong
// with the agencies. Random operations over the product's own schema, real agencies, every fault there is a name for.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GATEWAY_FOLDER } from '../../fuzz/bugs/plantBug.js';
import { loadGateway } from '../../fuzz/subject/loadGateway.js';
import { ENGINES } from '../../kit/federation.js';
import { RealAgencies } from './RealAgencies.js';
import { runTrials, type TrialReport } from './runTrials.js';
import { TestedGateway } from './TestedGateway.js';

/** `SILENCE_SEED` and `SILENCE_RUNS` ask for others. */
const SEED = Number(process.env['SILENCE_SEED'] ?? 49);
const RUNS = Number(process.env['SILENCE_RUNS'] ?? 120);

let agencies: RealAgencies;

beforeAll(async () => {
  agencies = await RealAgencies.start();
});

afterAll(() => agencies?.[Symbol.asyncDispose]());

describe.each(ENGINES)('with the engine %s', (engine) => {
  let report: TrialReport;

  beforeAll(async () => {
    const gateway = await TestedGateway.over(agencies, await loadGateway(GATEWAY_FOLDER), GATEWAY_FOLDER, engine);
    report = await runTrials({ gateway, agencies, seed: SEED, runs: RUNS });
    await gateway.close();
  }, 600_000);

  it('nothing that was not said can be read in any answer', () => {
    expect(report.find).toBeUndefined();
    expect(report.operations).toBe(RUNS);
  });

  it('is not shown by cases that are never ready: with all agencies well, three in ten are, and silence takes it from some', () => {
    expect(report.cases).toBeGreaterThan(RUNS / 2);
    expect(report.ready / report.cases).toBeGreaterThanOrEqual(0.3);
    expect(report.lost / report.ready).toBeGreaterThanOrEqual(0.1);
  });

  it('every fault has struck, and every answer has been silent', () => {
    expect([...report.faults].filter(([, count]) => count === 0)).toEqual([]);
    expect([...report.silent.keys()].toSorted()).toEqual(['clearance', 'demandMatch', 'kandasStatus', 'labourDemand', 'placement', 'readiness']);
  });
});
