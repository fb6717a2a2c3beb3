// `qaqpa start` for real: four agencies with embedded stores and the gateway, started and ended in every
// way a person or a machine does it. The tests are one story over one data folder, in their order: a start costs
// seconds, so each shows all that can be shown of it.

import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { AGENCY_NAMES } from '../../schema/contract/AgencyName.js';
import { isAnswer } from '../../schema/contract/AnswerStatus.js';
import { freePorts } from '../kit/freePorts.js';
import { killProcessesOf, processesOf, processRunning } from '../kit/processes.js';
import { runInShell } from '../kit/shell.js';
import { launchSystem, startSystem, SYSTEM_PORT_COUNT, type TestSystem } from '../kit/system.js';
import { waitFor } from '../kit/waitFor.js';

let dataDir: string;
let ports: number[];
/** What the first start has shown of its data; anything, for a test that runs alone. */
let stored: unknown = expect.anything();

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'qaqpa-start-'));
  ports = await freePorts(SYSTEM_PORT_COUNT);
});

afterEach(() => killProcessesOf(dataDir));

afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** The parts of a CaseFile response that say whether each agency has spoken. */
interface CaseFile {
  readonly errors?: readonly unknown[];
  readonly data: {
    readonly application: {
      readonly applicant: { readonly fullName: string };
      readonly score: unknown;
      readonly clearance: { readonly status: string; readonly checks: readonly unknown[] };
      readonly demandMatch: { readonly status: string };
      readonly placement: { readonly status: string };
      readonly readiness: { readonly status: string };
    };
  };
}

/** Runs the printed command as it was printed. */
async function runPrintedCommand(system: TestSystem): Promise<CaseFile> {
  const command = system.output().split('\n').find((line) => line.startsWith('curl '));
  expect(command).toBeDefined();
  const { exitCode, output } = await runInShell(command!);
  expect(exitCode).toBe(0);
  return JSON.parse(output) as CaseFile;
}

/** The part of a case that stays the same until somebody changes it. */
function kept({ data }: CaseFile): unknown {
  const { applicant, score, clearance } = data.application;
  return { applicant, score, clearance };
}

describe('qaqpa start', () => {
  test('prints a command that answers a whole case with data of all four agencies, and ends with 0 and no process left', async () => {
    const system = await startSystem({ dataDir, ports });
    const answer = await runPrintedCommand(system);
    const { data, errors } = answer;
    expect(errors).toBeUndefined();
    const { applicant, clearance, demandMatch, placement, readiness } = data.application;
    expect(applicant.fullName).not.toBe('');
    expect(clearance.checks.length).toBeGreaterThan(0);
    for (const { status } of [clearance, demandMatch, placement, readiness]) expect({ status, isAnswer: isAnswer(status) }).toEqual({ status, isAnswer: true });
    // It was answered because of its token: a forged one is not.
    const forged = await fetch(system.gatewayUrl, { method: 'POST', headers: { authorization: 'Bearer e30.e30.YQ', 'content-type': 'application/json' }, body: '{"query":"{ __typename }"}' });
    expect(forged.status).toBe(401);
    stored = kept(answer);
    expect(await system.stop()).toBe(0);
    expect(processesOf(dataDir)).toEqual([]);
  }, 120_000);

  test('keeps the data, refuses the folder to a second one in one line, and killed by kill -9 leaves no orphan', async () => {
    const system = await startSystem({ dataDir, ports });
    expect(kept(await runPrintedCommand(system))).toEqual(stored);

    const second = await launchSystem({ dataDir });
    const [exitCode] = (await once(second.process, 'exit')) as [number | null];
    expect({ exitCode, output: second.output() }).toEqual({
      exitCode: 1,
      output: `${dataDir} is in use by process ${system.process.pid}: stop that process, or choose another folder with QAQPA_DATA_DIR\n`,
    });
    await runPrintedCommand(system);

    system.process.kill('SIGKILL');
    await once(system.process, 'exit');
    await waitFor('the agencies and the gateway to end', () => processesOf(dataDir).length === 0, { boundMs: 20_000 });
  }, 120_000);

  test('goes on with the data after that, and without an agency that was killed, and says which', async () => {
    const system = await startSystem({ dataDir, ports });
    expect(kept(await runPrintedCommand(system))).toEqual(stored);
    process.kill(processRunning('subgraphs/labour-demand/main.js', dataDir)!, 'SIGKILL');
    await waitFor('the line', () => system.output().includes('\nlabour-demand stopped (signal SIGKILL); see '));
    // The first questions find every process cold: on a busy machine a well agency can miss its second, too.
    await waitFor('an answer with all the others in it', async () => {
      const { data } = await runPrintedCommand(system);
      expect(data.application.demandMatch.status).toBe('UNAVAILABLE');
      return data.application.clearance.status === 'ANSWERED';
    });
    expect(await system.stop()).toBe(0);
  }, 120_000);

  test('stopped in the middle of its start, leaves no process', async () => {
    const system = await launchSystem({ dataDir, ports });
    await waitFor('the first agency to be ready', () => /ready after/.test(system.output()), { boundMs: 90_000 });
    expect(await system.stop()).toBe(0);
    expect(processesOf(dataDir)).toEqual([]);
  }, 120_000);

  test('killed by kill -9 in the middle of its start, leaves no orphan', async () => {
    const system = await launchSystem({ dataDir, ports });
    await waitFor('the processes to be started', () => processesOf(dataDir).length > AGENCY_NAMES.length);
    system.process.kill('SIGKILL');
    await once(system.process, 'exit');
    await waitFor('the started processes to end', () => processesOf(dataDir).length === 0, { boundMs: 20_000 });
  }, 120_000);
});
