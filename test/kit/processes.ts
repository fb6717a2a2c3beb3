// Which processes belong to a system, found in the kernel's list and not in ours: an orphan is what our
// own list has forgotten.

import { readdirSync, readFileSync } from 'node:fs';

/** Processes whose environment names this data folder, this one excepted. Linux only. */
export function processesOf(dataDir: string): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)
    .map(Number)
    .filter((pid) => readEntries(`/proc/${pid}/environ`).includes(`QAQPA_DATA_DIR=${dataDir}`));
}

/** The one of them that runs this script, given by the end of its path; undefined where none does. */
export function processRunning(script: string, dataDir: string): number | undefined {
  return processesOf(dataDir).find((pid) => readEntries(`/proc/${pid}/cmdline`).some((argument) => argument.endsWith(script)));
}

/** What a failed test leaves behind must not disturb the next: kills every process of this data folder. */
export function killProcessesOf(dataDir: string): void {
  for (const pid of processesOf(dataDir)) process.kill(pid, 'SIGKILL');
}

/** Empty for a process that is gone or a zombie: it holds nothing any more. The kernel ends each entry with a zero. */
function readEntries(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\0');
  } catch {
    return [];
  }
}
