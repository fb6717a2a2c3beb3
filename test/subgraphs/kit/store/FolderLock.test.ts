// One process at a time in a database folder, with real processes: a dead holder is told from a living one.

import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderInUseError, lockFolder, type LockHolder } from '../../../../subgraphs/kit/store/FolderLock.js';
import { PACKAGE_ROOT } from '../../../kit/packageRoot.js';

const HOLD_FOLDER = path.join(PACKAGE_ROOT, 'dist', 'test', 'subgraphs', 'kit', 'store', 'holdFolder.js');

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

describe('the lock of a folder', () => {
  let root: string;
  let folder: string;
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'qaqpa-lock-'));
    folder = path.join(root, 'register');
  });
  afterEach(async () => {
    await Promise.all(children.splice(0).map((child) => end(child, 'SIGKILL')));
    await rm(root, { recursive: true });
  });

  /** Starts a process that tries to take the folder; resolves to what it says. */
  async function tryInProcess(): Promise<{ child: ChildProcess; said: string }> {
    const child = fork(HOLD_FOLDER, [folder]);
    children.push(child);
    const [said] = (await once(child, 'message')) as [string];
    return { child, said };
  }

  const locks = async (): Promise<string[]> => (await readdir(root)).sort();

  it('refuses a second process and says which one holds the folder and what to do', async () => {
    const lock = await lockFolder(folder);
    const { said } = await tryInProcess();
    expect(said).toBe(
      `${folder} is in use by process ${process.pid}: stop that process, or choose another folder with QAQPA_DATA_DIR`,
    );
    lock.release();
  });

  it('refuses the same process a second time', async () => {
    const lock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(FolderInUseError);
    lock.release();
  });

  it('is free again once it was given back, however often', async () => {
    for (let round = 0; round < 3; round += 1) {
      const lock = await lockFolder(folder);
      lock.release();
      lock.release();
    }
    const { said } = await tryInProcess();
    expect(said).toBe('held');
  });

  it('passes from a holder that was killed to the next who asks', async () => {
    const { child, said } = await tryInProcess();
    expect(said).toBe('held');
    await expect(lockFolder(folder)).rejects.toThrow(`in use by process ${child.pid}`);
    await end(child, 'SIGKILL');
    const lock = await lockFolder(folder);
    lock.release();
  });

  it('passes to exactly one of many who ask at once for a dead holder’s folder', async () => {
    await writeFile(`${folder}.lock.7`, JSON.stringify(await deadHolder()));
    const outcomes = await Promise.all(Array.from({ length: 5 }, tryInProcess));
    expect(outcomes.filter(({ said }) => said === 'held')).toHaveLength(1);
  });

  it.runIf(process.platform === 'linux')('is not held by a later process that got the dead holder’s number', async () => {
    const own = { pid: process.pid, processStart: '1' };
    await writeFile(`${folder}.lock.1`, JSON.stringify(own));
    const lock = await lockFolder(folder);
    expect(JSON.parse(await readFile(`${folder}.lock.2`, 'utf8'))).toMatchObject({ pid: process.pid });
    lock.release();
  });

  it('takes a file that names nobody for no holder', async () => {
    await writeFile(`${folder}.lock.1`, '');
    const lock = await lockFolder(folder);
    lock.release();
  });

  it('leaves one small file beside the folder', async () => {
    for (let round = 0; round < 3; round += 1) (await lockFolder(folder)).release();
    expect(await locks()).toEqual(['register.lock.3']);
  });

  it('does not take another folder’s lock for its own', async () => {
    const other = await lockFolder(`${folder}.lock`);
    const lock = await lockFolder(folder);
    lock.release();
    other.release();
  });

  async function deadHolder(): Promise<LockHolder> {
    const child = fork(HOLD_FOLDER, [path.join(root, 'elsewhere')]);
    await once(child, 'message');
    await end(child, 'SIGKILL');
    return { pid: child.pid!, processStart: '1' };
  }
});
