// One agency of a running system killed without warning, found by what the kernel knows of it, and
// brought back as an operator would, by itself.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import type { AgencyName } from '../../schema/contract/AgencyName.js';
import { startAgencyProcess, type AgencyProcess } from './agencyProcess.js';
import { processesOf } from './processes.js';
import type { TestSystem } from './system.js';
import { waitFor } from './waitFor.js';

/** Ends the agency with SIGKILL and waits until its port is free: the kernel closes it after the process has left its list. */
export async function killAgency(system: TestSystem, agency: AgencyName): Promise<void> {
  const pid = pidOf(system, agency);
  if (pid === undefined) throw new Error(`no process of ${agency} runs`);
  process.kill(pid, 'SIGKILL');
  const { hostname, port } = new URL(system.agencyUrls[agency]);
  await waitFor(`the port of ${agency} to be free`, () => isFree(hostname, Number(port)));
}

/** Starts the agency again over its own folder and port, and waits until it is ready. */
export async function reviveAgency(system: TestSystem, agency: AgencyName): Promise<AgencyProcess> {
  const { port } = new URL(system.agencyUrls[agency]);
  const revived = startAgencyProcess(agency, { PORT: port, QAQPA_DATA_DIR: system.dataDir, ...system.keyVariables });
  await revived.url();
  return revived;
}

/** True where nobody listens. */
function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

function pidOf(system: TestSystem, agency: AgencyName): number | undefined {
  return processesOf(system.dataDir).find((pid) => commandOf(pid).includes(path.join('subgraphs', agency, 'main.js')));
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
