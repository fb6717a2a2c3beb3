// `qaqpa seed`: more synthetic cases, for load. A running agency adds them itself; the store of one that
// does not run is opened for the purpose. Every agency is told the same number, so their parts fit.

import path from 'node:path';
import { CliError } from './CliError.js';
import { readOutput } from './runChild.js';
import type { Participant } from './system/Participant.js';

/** A hundred thousand cases take an embedded store some minutes. */
const ANSWER_TIMEOUT_MS = 30 * 60_000;

export interface SeedOptions {
  /** How many applicants to add, 1 or more. */
  readonly applicants: number;
  /** The agencies of this machine. */
  readonly agencies: readonly Participant[];
  /** Folder of the compiled code. */
  readonly dist: string;
  readonly env: NodeJS.ProcessEnv;
  readonly print: (line: string) => void;
}

/** @throws CliError that names the agency that did not add its part, and why. */
export async function seed({ applicants, agencies, dist, env, print }: SeedOptions): Promise<void> {
  for (const agency of agencies) {
    if (await isRunning(agency)) {
      await askRunning(agency, applicants);
      print(`${agency.name}: added ${applicants} synthetic applicants (running at ${agency.origin})`);
    } else {
      await openStore(agency, { applicants, dist, env });
      print(`${agency.name}: added ${applicants} synthetic applicants (not running; its store was opened)`);
    }
  }
}

async function isRunning({ origin }: Participant): Promise<boolean> {
  return fetch(`${origin}/health/live`).then(
    (response) => response.ok,
    () => false,
  );
}

async function askRunning({ name, origin }: Participant, applicants: number): Promise<void> {
  const response = await fetch(`${origin}/dev/seed`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ applicants }),
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
  });
  if (response.ok) return;
  if (response.status === 404) throw new CliError(`${name} runs in production mode, where nothing synthetic may be added`);
  throw new CliError(`${name} refused: ${await response.text()}`);
}

async function openStore({ name }: Participant, { applicants, dist, env }: Pick<SeedOptions, 'applicants' | 'dist' | 'env'>): Promise<void> {
  const script = path.join(dist, 'subgraphs', name, 'main.js');
  await readOutput(script, ['seed', '--applicants', String(applicants)], env);
}
