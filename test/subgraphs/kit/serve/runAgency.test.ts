// The process of an agency: how it starts, what it says when it cannot, how it ends.

import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { initialiseTemplate } from '../../../../subgraphs/kit/store/pglite/folder.js';
import { startAgencyProcess, type AgencyProcess } from '../../../kit/agencyProcess.js';
import { waitFor } from '../../../kit/waitFor.js';

describe('the process of an agency', () => {
  let dataDir: string;
  const started: AgencyProcess[] = [];

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'qaqpa-run-'));
    await initialiseTemplate(dataDir);
  });
  afterEach(async () => {
    for (const one of started.splice(0)) {
      one.process.kill('SIGKILL');
      await one.ended();
    }
  });
  afterAll(() => rm(dataDir, { recursive: true }));

  const start = (env: Record<string, string> = {}, args: string[] = []): AgencyProcess => {
    const one = startAgencyProcess('regional-quotas', { PORT: '0', QAQPA_DATA_DIR: dataDir, ...env }, args);
    started.push(one);
    return one;
  };

  /** Runs a process to its end, and gives what a person at the terminal sees. */
  const runToEnd = async (env: Record<string, string>, args: string[] = []) => {
    const one = start(env, args);
    const code = await one.ended();
    return { code, stderr: one.stderr(), stdout: one.stdout() };
  };

  it.each(['SIGTERM', 'SIGINT'] as const)('serves until %s, then ends with 0', async (signal) => {
    const agency = start();
    const response = await fetch(await agency.url(), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ regions { code } }"}',
    });
    expect(((await response.json()) as { data: { regions: unknown[] } }).data.regions).toHaveLength(20);
    expect(agency.stdout().match(/calls need no signature/g)).toHaveLength(1);
    agency.process.kill(signal);
    expect(await agency.ended()).toBe(0);
    expect(agency.stderr()).toBe('');
  });

  it('ends with 0, its store closed, when it is told so while it starts', async () => {
    const fresh = await mkdtemp(path.join(tmpdir(), 'qaqpa-fresh-'));
    const agency = start({ QAQPA_DATA_DIR: fresh });
    await waitFor('the folder’s lock', async () => (await readdir(fresh)).includes('regional-quotas.lock.1'));
    agency.process.kill('SIGTERM');
    expect(await agency.ended()).toBe(0);
    expect(await readFile(path.join(fresh, 'regional-quotas.lock.1'), 'utf8')).toBe('null');
    await rm(fresh, { recursive: true });
  });

  it('ends when the process that started it is gone', async () => {
    const agency = start();
    await agency.url();
    agency.process.disconnect();
    expect(await agency.ended()).toBe(0);
  });

  it('ends when the process that started it is gone before it was ready', async () => {
    const agency = start();
    agency.process.disconnect();
    expect(await agency.ended()).toBe(0);
  });

  it('seeds an empty store once, where it is asked to', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'qaqpa-seeded-'));
    for (const round of ['empty', 'seeded']) {
      const agency = start({ QAQPA_SEED: 'synthetic', QAQPA_DATA_DIR: folder });
      const response = await fetch(await agency.url(), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ region(code: \\"27\\") { quota(year: 2026, kind: KANDAS) { places used free } } }"}',
      });
      expect(await response.json(), round).toEqual({ data: { region: { quota: { places: 30, used: 30, free: 0 } } } });
      agency.process.kill('SIGTERM');
      expect(await agency.ended()).toBe(0);
    }
    await rm(folder, { recursive: true });
  });

  it('prints its schema, as it is committed', async () => {
    const { code, stdout } = await runToEnd({}, ['sdl']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^extend schema @link\(/);
    expect(stdout).toContain('type QuotaRow');
  });

  it('adds cases to a register that nobody holds open', async () => {
    const { code, stdout } = await runToEnd({}, ['seed', '--applicants', '3']);
    // Behind the first world, which the stories need whole.
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'regional-quotas: 203 synthetic cases\n' });
  });

  describe('that cannot start says why in one line, and ends with 1:', () => {
    it('the port is taken', async () => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as AddressInfo;
      expect(await runToEnd({ PORT: String(port), LOG_LEVEL: 'silent' })).toEqual({
        code: 1,
        stdout: '',
        stderr: `regional-quotas: port ${port} is in use: stop what listens there, or choose another with PORT\n`,
      });
      other.close();
    });

    it('another process holds the folder', async () => {
      const first = start();
      await first.url();
      const { code, stderr } = await runToEnd({});
      expect(code).toBe(1);
      expect(stderr).toBe(
        `regional-quotas: ${path.join(dataDir, 'regional-quotas')} is in use by process ${first.process.pid}: ` +
          'stop that process, or choose another folder with QAQPA_DATA_DIR\n',
      );
    });

    it.each([
      ['a setting is none', { PORT: 'http' }, [], 'PORT must be a whole number from 0 to 65535, got "http"'],
      ['the server refuses', { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, [], 'the database of DATABASE_URL cannot be used: connect ECONNREFUSED 127.0.0.1:1'],
      ['the command is none', {}, ['sedd'], 'unknown command "sedd": it is serve (the default), sdl or seed --applicants N'],
      ['the number of cases is none', {}, ['seed', '--applicants', 'many'], 'seed/applicants: must be integer'],
      ['the number of cases is missing', {}, ['seed'], 'seed/applicants: must be integer'],
      ['cases to be added in production', { NODE_ENV: 'production' }, ['seed', '--applicants', '3'], 'seed is refused in production: synthetic persons must not stand in a real register'],
      ['synthetic persons in production', { NODE_ENV: 'production', QAQPA_SEED: 'synthetic' }, [], 'QAQPA_SEED=synthetic is refused in production: synthetic persons must not stand in a real register'],
      ['production without the keys of the gateway', { NODE_ENV: 'production' }, [], 'production needs the keys of the gateway: set TRUSTED_KEYS_FILE to a JWK Set that holds them'],
      ['keys that cannot be read', { TRUSTED_KEYS_FILE: '/nowhere/trusted.jwks' }, [], 'TRUSTED_KEYS_FILE: /nowhere/trusted.jwks: the file cannot be read'],
    ])('%s', async (_what, env, args, line) => {
      expect(await runToEnd(env as Record<string, string>, args)).toEqual({ code: 1, stdout: '', stderr: `regional-quotas: ${line}\n` });
    });
  });
});
