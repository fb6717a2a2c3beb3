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
      const cases = await askRunning(agency, applicants);
      print(`${agency.name}: its part of ${cases} synthetic cases (running at ${agency.origin})`);
    } else {
      // The process says itself how many there are now, after its own name.
      const said = await openStore(agency, { applicants, dist, env });
      print(`${said.trim()} (not running; its store was opened)`);
    }
  }
}

async function isRunning({ origin }: Participant): Promise<boolean> {
  return fetch(`${origin}/health/live`).then(
    (response) => response.ok,
    () => false,
  );
}

/** @returns how many cases the agency has now. */
async function askRunning({ name, origin }: Participant, applicants: number): Promise<number> {
  const response = await fetch(`${origin}/dev/seed`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ applicants }),
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
  });
  if (response.ok) return ((await response.json()) as { cases: number }).cases;
  if (response.status === 404) throw new CliError(`${name} runs in production mode, where nothing synthetic may be added`);
  throw new CliError(`${name} refused: ${await response.text()}`);
}

async function openStore({ name }: Participant, { applicants, dist, env }: Pick<SeedOptions, 'applicants' | 'dist' | 'env'>): Promise<string> {
  const script = path.join(dist, 'subgraphs', name, 'main.js');
  return readOutput(script, ['seed', '--applicants', String(applicants)], env);
}
