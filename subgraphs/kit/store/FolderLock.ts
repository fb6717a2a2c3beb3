// Keeps two processes out of one database folder: the embedded database itself has no lock, and two
// writers destroy it. Beside the folder lie files `<folder>.lock.<number>`; the highest number names the
// holder. Who finds that holder gone takes the next number. No number is ever written twice and the
// highest is never removed, so that however two successors interleave, only one of them gets the folder.
// Cost: one small file, read only at start.

import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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
  await mkdir(path.dirname(folder), { recursive: true });
  const own: LockHolder = { pid: process.pid, processStart: processStart(process.pid) };
  // Ends: each round either finds a running holder, or some process has taken a new number.
  for (;;) {
    const last = Math.max(0, ...(await listNumbers(folder)));
    const holder = last === 0 ? null : await readHolder(fileOf(folder, last));
    if (holder !== null && isRunning(holder)) throw new FolderInUseError(folder, holder);
    const file = fileOf(folder, last + 1);
    if (!(await writeNew(file, JSON.stringify(own)))) continue;
    const numbers = await listNumbers(folder);
    if (Math.max(...numbers) > last + 1) {
      // Others came and went since the list was read; this number was already history.
      await rm(file, { force: true });
      continue;
    }
    await Promise.all(numbers.filter((number) => number <= last).map((number) => rm(fileOf(folder, number), { force: true })));
    return { release: () => giveBack(file) };
  }
}

const fileOf = (folder: string, number: number): string => `${folder}.lock.${number}`;

async function listNumbers(folder: string): Promise<number[]> {
  const prefix = `${path.basename(folder)}.lock.`;
  const names = await readdir(path.dirname(folder));
  return names
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length))
    .filter((rest) => /^[1-9]\d*$/.test(rest))
    .map(Number);
}

/** Creates the file with its text in one step: a file that is there but still empty would name nobody. */
async function writeNew(file: string, text: string): Promise<boolean> {
  const draft = draftOf(file);
  await writeFile(draft, text);
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** The file stays, as the highest number, and names nobody. */
function giveBack(file: string): void {
  const draft = draftOf(file);
  writeFileSync(draft, JSON.stringify(null));
  renameSync(draft, file);
}

const draftOf = (file: string): string => `${file}.by-${process.pid}`;

/** Null for a lock that was given back, and for a file that has gone or is no lock. */
async function readHolder(file: string): Promise<LockHolder | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as LockHolder | null;
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
