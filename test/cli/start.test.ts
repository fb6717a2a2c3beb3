import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { decodeJwt } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { start, type SystemConfig } from '../../cli/start.js';
import { processesOf } from '../kit/processes.js';
import { waitFor } from '../kit/waitFor.js';
import { createFakeDist, type FakeDist } from './fakeDist.js';
import type { FakeBehaviour } from './fakeProcess.js';

let fake: FakeDist;

beforeEach(async () => {
  fake = await createFakeDist();
});

afterEach(async () => {
  await waitFor('every process to be gone', () => processesOf(fake.config.dataDir).length === 0);
  await fake.remove();
});

/** Starts in this process; `stop` and `hurry` are what Ctrl-C and a second one would be. */
function startHere(behaviour: Record<string, FakeBehaviour> = {}, overrides: Partial<SystemConfig> = {}) {
  const stop = new AbortController();
  const hurry = new AbortController();
  const lines: string[] = [];
  const config = { ...fake.config, ...overrides };
  const ended = start({
    config,
    dist: fake.dist,
    env: { PATH: process.env['PATH'], FAKE_BEHAVIOUR: JSON.stringify(behaviour) },
    signals: { stop: stop.signal, hurry: hurry.signal },
    print: (line) => lines.push(line),
  });
  // Each test awaits `ended`; until then a failure must not count as unhandled.
  ended.catch(() => undefined);
  const ready = (): Promise<unknown> => waitFor('the ready line', () => lines.some((line) => line.startsWith('Qaqpa is ready')));
  return { ended, lines, ready, stop: () => stop.abort(), hurry: () => hurry.abort() };
}

/** Starts in a process of its own and waits for the ready line. */
async function startApart() {
  const argument = JSON.stringify({ dist: fake.dist, config: fake.config });
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'startFake.js'), argument], {
    env: { PATH: process.env['PATH'], QAQPA_DATA_DIR: fake.config.dataDir },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let output = '';
  child.stdout!.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  await waitFor('the ready line', () => output.includes('Qaqpa is ready'));
  return child;
}

const portOf = (agency: string): number => Number(new URL(fake.config.agencies[agency]!.url).port);

describe('a start that works', () => {
  test('prints every address, a command to paste for the story that every agency answers, and the ready line last', async () => {
    const run = startHere();
    await run.ready();
    run.stop();
    await run.ended;
    const text = run.lines.join('\n').replaceAll(/\d+\.\d s/g, 'N s');
    for (const agency of Object.keys(fake.config.agencies)) {
      expect(text).toContain(`  ${agency.padEnd(16)} ready after N s   http://127.0.0.1:${portOf(agency)}/graphql\n`);
    }
    const gateway = `http://127.0.0.1:${fake.config.port}/graphql`;
    const issuerPort = fake.config.identity.developmentIssuerPort;
    expect(text).toContain(`  issuer           ready after N s   http://127.0.0.1:${issuerPort}\n`);
    const tokens = `ISSUER_PORT=${issuerPort} QAQPA_DATA_DIR=${fake.config.dataDir} npx qaqpa token officer (or security-clerk, employer, applicant, ops, auditor)`;
    expect(text).toContain(`GraphQL   ${gateway}\nGraphiQL  ${gateway} in a browser, as the persona officer\nTokens    ${tokens}\nMetrics   http://127.0.0.1:${fake.config.admin.port}/metrics\n`);
    const [, command = ''] = /\(cleared-and-ready: it's all there\):\n\n(.*)\n/.exec(text) ?? [];
    const [before, token, after] = command.split(/Bearer ([\w-]+\.[\w-]+\.[\w-]+)'/);
    expect(before).toBe(`curl -s ${gateway} -H 'content-type: application/json' -H 'authorization: `);
    expect(decodeJwt(token!)).toMatchObject({ iss: `http://127.0.0.1:${issuerPort}`, sub: 'persona-officer' });
    expect(after).toMatch(/^ -H 'x-purpose: case-work' -H 'x-case-id: case-000001' -H 'x-consent: simulated-consent-0001' -d '\{"query":"query CaseFile\(/);
    expect(text).toContain(`"variables":{"id":"case-000001"}}'\n\nQaqpa is ready (N s). Ctrl-C stops it.\n`);
  });

  test('with an issuer of its own, no development issuer runs and no token is offered', async () => {
    const run = startHere({}, { identity: { ...fake.config.identity, issuers: [{ issuer: 'https://id.example' }] } });
    await run.ready();
    run.stop();
    await run.ended;
    expect(run.lines[0]).toMatch(/^Starting 5 processes/);
    expect(run.lines.join('\n')).not.toMatch(/issuer|Tokens|persona|authorization/);
    expect(existsSync(path.join(fake.config.dataDir, 'keys', 'issuer.json'))).toBe(false);
  });

  test('stops the gateway first, then the agencies', async () => {
    const run = startHere();
    await run.ready();
    run.stop();
    await run.ended;
    const order = (await readFile(path.join(fake.config.dataDir, 'stopped'), 'utf8')).trim().split('\n');
    expect(order[0]).toBe('gateway');
    expect(order.slice(1).sort()).toEqual(['issuer', ...Object.keys(fake.config.agencies)].sort());
  });

  test("keeps each process's log, and the one of the run before", async () => {
    for (let round = 0; round < 2; round += 1) {
      const run = startHere();
      await run.ready();
      run.stop();
      await run.ended;
    }
    for (const file of ['applicants.log', 'applicants.previous.log']) {
      expect(await readFile(path.join(fake.config.dataDir, 'logs', file), 'utf8')).toBe('{"msg":"applicants is up","seed":"synthetic"}\n');
    }
  });

  test('in production nothing is seeded, and neither a story nor GraphiQL is offered', async () => {
    const run = startHere({}, { environment: 'production', graphiql: false });
    await run.ready();
    run.stop();
    await run.ended;
    expect(await readFile(path.join(fake.config.dataDir, 'logs', 'applicants.log'), 'utf8')).toBe('{"msg":"applicants is up","seed":null}\n');
    expect(run.lines.join('\n')).not.toMatch(/curl|GraphiQL|issuer|Tokens/);
  });

  test('an agency whose address is on another machine is not started', async () => {
    const agencies = { ...fake.config.agencies, 'labour-demand': { url: 'https://demand.example/graphql' } };
    const run = startHere({}, { agencies });
    await run.ready();
    run.stop();
    await run.ended;
    expect(run.lines[0]).toMatch(/^Starting 5 processes/);
    expect(existsSync(path.join(fake.config.dataDir, 'logs', 'labour-demand.log'))).toBe(false);
  });

  test('asked to stop while it starts, it stops', async () => {
    const run = startHere({ applicants: 'never-ready' });
    await waitFor('the gateway to be ready', () => run.lines.some((line) => line.includes('gateway')));
    run.stop();
    await run.ended;
    expect(run.lines.join('\n')).not.toContain('Qaqpa is ready');
  });

  test('a process that does not end is killed when the person asks again', async () => {
    const run = startHere({ 'security-checks': 'ignores-sigterm' });
    await run.ready();
    run.stop();
    await waitFor('the others to be gone', () => processesOf(fake.config.dataDir).length === 1);
    run.hurry();
    await run.ended;
    expect(run.lines.at(-1)).toBe('Killed, since they did not end by themselves: security-checks');
  });
});

describe('a start that cannot work gives one line that says what to do', () => {
  test('a port in use', async () => {
    const occupant = createServer().listen(portOf('security-checks'), '127.0.0.1');
    await once(occupant, 'listening');
    const run = startHere();
    await expect(run.ended).rejects.toThrow(
      `port ${portOf('security-checks')} (security-checks) is in use; stop what listens there or set SECURITY_CHECKS_URL`,
    );
    occupant.close();
    expect(run.lines).toEqual([]);
    expect(existsSync(fake.config.dataDir)).toBe(false);
  });

  test("the gateway's port in use", async () => {
    const occupant = createServer().listen(fake.config.port, '127.0.0.1');
    await once(occupant, 'listening');
    await expect(startHere().ended).rejects.toThrow(`port ${fake.config.port} (gateway) is in use; stop what listens there or set PORT`);
    occupant.close();
  });

  test("the port of the gateway's operators in use", async () => {
    const { port } = fake.config.admin;
    const occupant = createServer().listen(port, '127.0.0.1');
    await once(occupant, 'listening');
    await expect(startHere().ended).rejects.toThrow(`port ${port} (gateway's admin) is in use; stop what listens there or set ADMIN_PORT`);
    occupant.close();
  });

  test('one port given to two', async () => {
    const run = startHere({}, { port: portOf('labour-demand') });
    await expect(run.ended).rejects.toThrow(
      `port ${portOf('labour-demand')} is given to labour-demand and to gateway; set PORT to another one`,
    );
  });

  test('a port that is left to the system to choose', async () => {
    await expect(startHere({}, { port: 0 }).ended).rejects.toThrow('gateway must have a port that is known beforehand; set PORT to one above 0');
    const admin = { ...fake.config.admin, port: 0 };
    await expect(startHere({}, { admin }).ended).rejects.toThrow("gateway's admin must have a port that is known beforehand; set ADMIN_PORT to one above 0");
  });

  test('a data folder in use by another process', async () => {
    const first = startHere();
    await first.ready();
    const other = await createFakeDist();
    const second = startHere({}, { port: other.config.port, admin: other.config.admin, agencies: other.config.agencies, identity: other.config.identity });
    await expect(second.ended).rejects.toThrow(
      `${fake.config.dataDir} is in use by process ${process.pid}: stop that process, or choose another folder with QAQPA_DATA_DIR`,
    );
    first.stop();
    await first.ended;
    await other.remove();
  });

  test('a data folder that cannot be made', async () => {
    const file = path.join(path.dirname(fake.config.dataDir), 'a-file');
    await writeFile(file, '');
    await expect(startHere({}, { dataDir: path.join(file, 'data') }).ended).rejects.toThrow(
      `the data folder ${path.join(file, 'data')} cannot be used (ENOTDIR: not a directory, mkdir '${path.join(file, 'data')}'); choose another with QAQPA_DATA_DIR`,
    );
  });

  test('a store that cannot be set up', async () => {
    await mkdir(fake.config.dataDir, { recursive: true });
    await writeFile(path.join(fake.dist, 'subgraphs/kit/store/pglite/makeTemplate.js'), `throw new Error('disk full');`);
    await expect(startHere().ended).rejects.toThrow(
      `the embedded database in ${fake.config.dataDir} could not be set up: Error: disk full`,
    );
  });
});

describe('a process that dies', () => {
  test('while starting: the line names it and repeats its last words, and the others are stopped', async () => {
    const run = startHere({ 'regional-quotas': 'fails-to-start' });
    await expect(run.ended).rejects.toThrow(
      `regional-quotas stopped (exit code 1): the register of regional-quotas is closed today; see ${path.join(fake.config.dataDir, 'logs', 'regional-quotas.log')}`,
    );
    expect(processesOf(fake.config.dataDir)).toEqual([]);
  });

  test('while running, an agency: the line names it, the others go on, and the way to bring it back is told', async () => {
    const run = startHere();
    await run.ready();
    await fetch(`http://127.0.0.1:${portOf('labour-demand')}/die`).catch(() => undefined);
    const line = await waitFor('the line', () => run.lines.find((each) => each.startsWith('labour-demand stopped')));
    const logFile = path.join(fake.config.dataDir, 'logs', 'labour-demand.log');
    // The error by its message, not by the stack around it; the stack stands in the log.
    expect(line).toBe(`labour-demand stopped (exit code 1): Error: out of cheese; see ${logFile}`);
    expect(await readFile(logFile, 'utf8')).toContain('    at ');
    expect(run.lines.at(-1)).toBe(
      `The others go on without it. To start it again: PORT=${portOf('labour-demand')} QAQPA_DATA_DIR=${fake.config.dataDir} npx qaqpa subgraph labour-demand`,
    );
    expect(processesOf(fake.config.dataDir)).toHaveLength(5);
    run.stop();
    await run.ended;
  });

  test('while running, the issuer: the others go on with the keys they have, and the way to bring it back is told', async () => {
    const run = startHere();
    await run.ready();
    const port = fake.config.identity.developmentIssuerPort;
    await fetch(`http://127.0.0.1:${port}/die`).catch(() => undefined);
    await waitFor('the line', () => run.lines.find((each) => each.startsWith('issuer stopped')));
    expect(run.lines.at(-1)).toBe(
      `The others go on without it. To start it again: ISSUER_PORT=${port} QAQPA_DATA_DIR=${fake.config.dataDir} npx qaqpa issuer`,
    );
    run.stop();
    await run.ended;
  });

  test('while running, the gateway: the agencies are stopped, since nobody is left to ask them', async () => {
    const run = startHere();
    await run.ready();
    await fetch(`http://127.0.0.1:${fake.config.port}/die`).catch(() => undefined);
    await expect(run.ended).rejects.toThrow(/^gateway stopped \(exit code 1\): Error: out of cheese; see /);
    expect(processesOf(fake.config.dataDir)).toEqual([]);
  });

  test('by a signal: the line names the signal', async () => {
    const run = startHere();
    await run.ready();
    for (const victim of processesOf(fake.config.dataDir)) process.kill(victim, 'SIGKILL');
    await expect(run.ended).rejects.toThrow(/^gateway stopped \(signal SIGKILL\); see /);
  });
});

describe('the starting process', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('on %s ends with 0 and leaves no process', async (signal) => {
    const child = await startApart();
    expect(processesOf(fake.config.dataDir)).toHaveLength(7);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(processesOf(fake.config.dataDir)).toEqual([]);
  });

  test('one Ctrl-C that arrives three times, as through npm, is one request: all end by themselves', async () => {
    const child = await startApart();
    for (let i = 0; i < 3; i += 1) child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect((await readFile(path.join(fake.config.dataDir, 'stopped'), 'utf8')).trim().split('\n')).toHaveLength(6);
  });

  test('killed by kill -9, leaves no orphan', async () => {
    const child = await startApart();
    child.kill('SIGKILL');
    await once(child, 'exit');
    await waitFor('the children to end', () => processesOf(fake.config.dataDir).length === 0);
  });

  test('stops when the process that started it is gone', async () => {
    const child = await startApart();
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(processesOf(fake.config.dataDir)).toEqual([]);
  });
});
