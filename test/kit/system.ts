// The whole system as a person runs it, `qaqpa start` in a process of its own, on free ports and with
// its own data folder. One per test file: it takes seconds to start.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { issuerVariables } from '../../cli/issuer/issuerIdentity.js';
import { AGENCY_NAMES, type AgencyName } from '../../schema/contract/AgencyName.js';
import { agencyUrlVariable } from '../../gateway/config/readEnvironment.js';
import { freePorts } from './freePorts.js';
import { PACKAGE_ROOT } from './packageRoot.js';
import { waitFor } from './waitFor.js';

export interface SystemOptions {
  /** On top of a clean environment: no setting of the machine (DATABASE_URL among them) gets in by itself. */
  readonly env?: Readonly<Record<string, string>>;
  /** Default: a new folder, removed by `stop`. */
  readonly dataDir?: string;
  /** Default: free ones. Gateway first, then the agencies in the order of AGENCY_NAMES, the gateway's admin port, the issuer. */
  readonly ports?: readonly number[];
}

export interface TestSystem {
  readonly gatewayUrl: string;
  /** Where the gateway's operators look, without a path. */
  readonly adminUrl: string;
  /** GraphQL endpoint of each agency. */
  readonly agencyUrls: Readonly<Record<AgencyName, string>>;
  /** The same as environment variables, for commands that shall find the agencies. */
  readonly agencyUrlVariables: Readonly<Record<string, string>>;
  /** Environment of a gateway or an agency that shall work with the others of the system: its keys. */
  readonly keyVariables: Readonly<Record<string, string>>;
  /** Environment of another gateway that shall accept the same tokens. */
  readonly identityVariables: Readonly<Record<string, string>>;
  /** Environment of a command that shall make such tokens. */
  readonly tokenVariables: Readonly<Record<string, string>>;
  readonly dataDir: string;
  readonly ports: readonly number[];
  /** The `qaqpa start` process. */
  readonly process: ChildProcess;
  /** What it has printed until now, both streams. */
  output(): string;
  /** Ctrl-C, then waits; resolves to the exit code. Removes the data folder where it was made here. */
  stop(): Promise<number | null>;
}

/** The gateway's two, the agencies' and the issuer's. */
export const SYSTEM_PORT_COUNT = AGENCY_NAMES.length + 3;

/** A first start on two cores takes some ten seconds. */
const START_BOUND_MS = 90_000;

/** How often ports are chosen anew that somebody else has taken before the system could. */
const MOST_CHOICES = 3;

/** Starts the system and waits for its ready line. @throws Error with what it printed when it ends before. */
export async function startSystem(options: SystemOptions = {}, choices = MOST_CHOICES): Promise<TestSystem> {
  const system = await launchSystem(options);
  const { process: child } = system;
  const ready = await waitFor(
    `the ready line; printed so far:\n${system.output()}`,
    () => /^Qaqpa is ready/m.test(system.output()) || (hasEnded(child) ? ('ended' as const) : null),
    { boundMs: START_BOUND_MS },
  ).catch(async (error: Error) => {
    await system.stop();
    throw new Error(`${error.message}\n${system.output()}`);
  });
  if (ready === 'ended') {
    await system.stop();
    if (options.ports === undefined && choices > 1 && / is in use; stop what listens there/.test(system.output())) return startSystem(options, choices - 1);
    throw new Error(`qaqpa start ended with ${child.exitCode ?? child.signalCode}:\n${system.output()}`);
  }
  return system;
}

/** Starts the system and does not wait: for tests of what happens before it is ready, or instead. */
export async function launchSystem({ env = {}, dataDir, ports }: SystemOptions = {}): Promise<TestSystem> {
  const folder = dataDir ?? (await mkdtemp(path.join(tmpdir(), 'qaqpa-')));
  const taken = ports ?? (await freePorts(SYSTEM_PORT_COUNT));
  const agencyUrls = Object.fromEntries(
    AGENCY_NAMES.map((name, index) => [name, `http://127.0.0.1:${taken[index + 1]}/graphql`]),
  ) as Record<AgencyName, string>;
  const agencyUrlVariables = Object.fromEntries(AGENCY_NAMES.map((name) => [agencyUrlVariable(name), agencyUrls[name]]));
  const [adminPort, issuerPort] = taken.slice(1 + AGENCY_NAMES.length) as [number, number];
  const tokenVariables = { ISSUER_PORT: String(issuerPort), QAQPA_DATA_DIR: folder };
  const child = spawn(process.execPath, [path.join(PACKAGE_ROOT, 'bin', 'qaqpa.js'), 'start'], {
    cwd: PACKAGE_ROOT,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      PORT: String(taken[0]),
      ADMIN_PORT: String(adminPort),
      ...agencyUrlVariables,
      ...tokenVariables,
      ...env,
    },
    // The channel ends the system when the test process is killed.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  }
  return {
    gatewayUrl: `http://127.0.0.1:${taken[0]}/graphql`,
    adminUrl: `http://127.0.0.1:${adminPort}`,
    agencyUrls,
    agencyUrlVariables,
    keyVariables: {
      SIGNING_KEY_FILE: path.join(folder, 'keys', 'gateway.jwk'),
      TRUSTED_KEYS_FILE: path.join(folder, 'keys', 'trusted.jwks'),
    },
    identityVariables: issuerVariables(issuerPort),
    tokenVariables,
    dataDir: folder,
    ports: taken,
    process: child,
    output: () => output,
    stop: async () => {
      if (!hasEnded(child)) {
        child.kill('SIGINT');
        await once(child, 'exit');
      }
      if (dataDir === undefined) await rm(folder, { recursive: true, force: true });
      return child.exitCode;
    },
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
