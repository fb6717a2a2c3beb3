// Keeps two processes out of one database folder: the embedded database itself has no lock, and two
// writers destroy it. A file beside the folder names the holder; a holder that no longer runs is
// succeeded. Cost: one small file, read only at start.

import { readFileSync, rmSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** Who holds a folder. */
export interface LockHolder {
  readonly pid: number;
  /** When that process began, in the kernel's own count; tells it from a later one with the same number. Null off Linux. */
  readonly processStart: string | null;
}

export class FolderInUseError extends Error {
  constructor(folder: string, holder: LockHolder) {
    super(
      `${folder} is in use by process ${holder.pid}: stop that process, or choose another folder with QAQPA_DATA_DIR`,
    );
    this.name = 'FolderInUseError';
  }
}

export interface FolderLock {
  /** Gives the folder back. Safe to call twice. */
  release(): void;
}

/**
 * Takes the folder for this process.
 * @throws FolderInUseError while a running process holds it.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const file = `${folder}.lock`;
  const own: LockHolder = { pid: process.pid, processStart: processStart(process.pid) };
  await mkdir(path.dirname(folder), { recursive: true });
  // Two rounds: the second follows the removal of a dead holder's file.
  for (let round = 0; round < 2; round += 1) {
    if (await writeNew(file, JSON.stringify(own))) return { release: () => rmSync(file, { force: true }) };
    const holder = await readHolder(file);
    if (holder !== null && isRunning(holder)) throw new FolderInUseError(folder, holder);
    // Renamed before it is removed: of two successors only one finds the file to rename.
    const stale = `${file}.stale-${process.pid}`;
    await rename(file, stale).then(() => rm(stale), () => undefined);
  }
  throw new FolderInUseError(folder, (await readHolder(file)) ?? own);
}

async function writeNew(file: string, text: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(text);
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function readHolder(file: string): Promise<LockHolder | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as LockHolder;
  } catch {
    return null;
  }
}

function isRunning({ pid, processStart: start }: LockHolder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return start === processStart(pid);
}

/** Field 22 of /proc/PID/stat: clock ticks from boot to the process's start (proc_pid_stat(5)). */
function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces; what follows the last parenthesis begins with field 3.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
