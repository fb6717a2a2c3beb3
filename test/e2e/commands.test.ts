// The commands that run one process, or none: `qaqpa gateway`, `qaqpa subgraph`, `qaqpa seed`.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { AGENCY_NAMES } from '../../schema/contract/AgencyName.js';
import { agencyUrlVariable } from '../../gateway/config/readEnvironment.js';
import { freePorts } from '../kit/freePorts.js';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';
import { killProcessesOf, processesOf } from '../kit/processes.js';
import { waitFor } from '../kit/waitFor.js';

let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'qaqpa-commands-'));
});

afterEach(() => killProcessesOf(dataDir));

afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** Runs `qaqpa` on free ports; what it logs is of no interest here unless the caller reads it. */
async function qaqpa(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<ChildProcess> {
  const ports = await freePorts(AGENCY_NAMES.length);
  return spawn(process.execPath, [path.join(PACKAGE_ROOT, 'bin', 'qaqpa.js'), ...args], {
    cwd: dataDir,
    env: {
      PATH: process.env['PATH'],
      QAQPA_DATA_DIR: dataDir,
      ADMIN_PORT: '0',
      ...Object.fromEntries(AGENCY_NAMES.map((name, index) => [agencyUrlVariable(name), `http://127.0.0.1:${ports[index]}/graphql`])),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/health/live`).then(
    (response) => response.ok,
    () => false,
  );
}

const LONG = { boundMs: 30_000 };

describe('qaqpa gateway', () => {
  test('serves any supergraph file on any port, and ends with 0 when it is asked to', async () => {
    const [port] = await freePorts(1);
    await copyFile(path.join(PACKAGE_ROOT, 'schema', 'supergraph.graphql'), path.join(dataDir, 'other.graphql'));
    const child = await qaqpa(['gateway', '--supergraph', 'other.graphql', '--port', String(port)]);
    await waitFor('the gateway to answer', () => answers(port!), LONG);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(processesOf(dataDir)).toEqual([]);
  });

  test('killed by kill -9, leaves no orphan', async () => {
    const [port] = await freePorts(1);
    const child = await qaqpa(['gateway', '--port', String(port)]);
    await waitFor('the gateway to answer', () => answers(port!), LONG);
    child.kill('SIGKILL');
    await waitFor('every process to end', () => processesOf(dataDir).length === 0, LONG);
  }, 60_000);
});

describe('qaqpa subgraph', () => {
  test('runs one agency, ends with 0 on Ctrl-C, and hands the exit code on when the agency cannot start', async () => {
    const [port] = await freePorts(1);
    const first = await qaqpa(['subgraph', 'regional-quotas'], { PORT: String(port) });
    await waitFor('the agency to answer', () => answers(port!), LONG);

    const second = await qaqpa(['subgraph', 'regional-quotas'], { PORT: String(port) });
    const [errors, [exitCode]] = await Promise.all([text(second.stderr!), once(second, 'exit') as Promise<[number]>]);
    expect(exitCode).toBe(1);
    expect(errors).toMatch(/^regional-quotas: .*regional-quotas is in use by process \d+: .*\n$/);

    first.kill('SIGINT');
    expect(await once(first, 'exit')).toEqual([0, null]);
    expect(processesOf(dataDir)).toEqual([]);
  }, 60_000);
});

describe('qaqpa seed', () => {
  test('fills the stores of agencies that do not run: first the 200 cases of a fresh store, then those asked for', async () => {
    const child = await qaqpa(['seed', '--applicants', '2']);
    const [output, [exitCode]] = await Promise.all([text(child.stdout!), once(child, 'exit') as Promise<[number]>]);
    expect({ exitCode, output }).toEqual({
      exitCode: 0,
      output: AGENCY_NAMES.map((name) => `${name}: 202 synthetic cases (not running; its store was opened)\n`).join(''),
    });
  }, 120_000);
});
