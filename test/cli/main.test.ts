import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'qaqpa-cli-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function qaqpa(args: readonly string[], env: Record<string, string> = {}) {
  return spawnSync(process.execPath, [path.join(PACKAGE_ROOT, 'bin/qaqpa.js'), ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
  });
}

describe('the qaqpa command', () => {
  test('lists every command and the settings', () => {
    const { status, stdout } = qaqpa(['--help']);
    expect(status).toBe(0);
    for (const command of ['start', 'subgraph', 'gateway', 'issuer', 'token', 'seed', 'schema', 'keys', 'breach']) expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    expect(stdout).toContain('QAQPA_DATA_DIR');
  });

  test("prints the package's version", async () => {
    const { version } = JSON.parse(await readFile(path.join(PACKAGE_ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(qaqpa(['--version']).stdout).toBe(`${version}\n`);
  });

  test('refuses an agency that is none, and names those there are', () => {
    const { status, stderr } = qaqpa(['subgraph', 'weather']);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'there is no agency "weather"; the agencies are applicants, security-checks, labour-demand, regional-quotas\n',
    });
  });

  test('refuses a supergraph file that is not there', () => {
    const { status, stderr } = qaqpa(['gateway', '--supergraph', 'nowhere.graphql']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^the supergraph file nowhere\.graphql cannot be read \(ENOENT.*\)\n$/);
  });

  test.each(['0', '-1', '1.5', 'many'])('refuses to seed %s applicants', (count) => {
    const { status, stderr } = qaqpa(['seed', '--applicants', count]);
    expect(status).toBe(1);
    expect(stderr).toContain('It must be a whole number, 1 or more.');
  });

  test.each(['start', 'seed --applicants 1'])('%s with a broken configuration file names the file, in one line', async (command) => {
    await writeFile(path.join(folder, 'broken.json'), '{ "port": 4000, }');
    const { status, stdout, stderr } = qaqpa(command.split(' '), { QAQPA_CONFIG: 'broken.json' });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^broken\.json: .*\n$/);
  });

  test('start with an impossible setting names the variable, in one line', () => {
    const { status, stderr } = qaqpa(['start'], { PORT: '70000' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^PORT: .*70000.*\n$/);
  });
});
