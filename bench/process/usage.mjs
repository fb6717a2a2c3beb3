// What a process and its descendants have used, from the kernel's own books (Linux: proc(5)). CPU time
// belongs to the process whatever else runs on the machine, which makes it the steadiest figure there.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts CPU time in ticks, nearly always of 10 ms. */
const TICK_MS = 1000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** CPU time used since the start, user and system, all threads, the process and its living descendants. */
export function cpuMsOf(pid) {
  return treeOf(pid).reduce((sum, { ticks }) => sum + ticks * TICK_MS, 0);
}

/** The most memory resident at one time since the start; for several processes the sum of each one's most. */
export function peakBytesOf(pid) {
  return treeOf(pid).reduce((sum, process) => sum + peakOf(process.pid), 0);
}

function treeOf(root) {
  const all = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry)).flatMap(readStat);
  const family = all.filter(({ pid }) => pid === root);
  for (const { pid } of family) family.push(...all.filter(({ parent }) => parent === pid));
  return family;
}

/** A process may end while it is looked at. */
function readStat(entry) {
  try {
    const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
    // The second field, the name in brackets, may itself hold blanks and brackets; state is the first after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return [{ pid: Number(entry), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }];
  } catch {
    return [];
  }
}

function peakOf(pid) {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}
