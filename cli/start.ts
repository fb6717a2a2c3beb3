// `qaqpa start`: the whole system on this machine, in the foreground.
//
//   ports free? → data folder ours? → keys → template → issuer, four agencies and the gateway → all ready → wait → stop

import path from 'node:path';
import { FolderInUseError, type FolderLock, lockFolder } from '../subgraphs/kit/store/FolderLock.js';
import { CliError } from './CliError.js';
import { DEFAULT_TTL_SECONDS } from './issuer/issueToken.js';
import { PERSONA_NAMES } from './issuer/personas.js';
import { systemKeys } from './keys/systemKeys.js';
import { assertPortsFree } from './system/assertPortsFree.js';
import { makeTemplate } from './system/makeTemplate.js';
import { type Addresses, adminOrigin, hasDevelopmentIssuer, listParticipants, type Participant } from './system/Participant.js';
import { RunningSystem } from './system/RunningSystem.js';
import type { StopSignals } from './system/stopSignals.js';
import { fetchStory, storyCommand } from './system/storyCommand.js';
import { createToken, type TokenConfig } from './token.js';

/** The part of the gateway's configuration that concerns the whole system. */
export interface SystemConfig extends Addresses, TokenConfig {
  /** Folder of the embedded stores, the logs and the issuer's key. */
  readonly dataDir: string;
  readonly environment: 'development' | 'production';
  /** Set where the configuration names the gateway's signing key. */
  readonly signing?: object | undefined;
  readonly identity: TokenConfig['identity'];
  /** Whether the gateway serves the GraphiQL page. */
  readonly graphiql: boolean;
}

export interface StartOptions {
  readonly config: SystemConfig;
  /** Environment of the started processes. */
  readonly env: NodeJS.ProcessEnv;
  /** Folder of the compiled code to start. */
  readonly dist: string;
  readonly signals: StopSignals;
  readonly print: (line: string) => void;
}

/**
 * Runs the system until it is asked to stop; resolves when every process is gone. An agency that dies in
 * between is reported, and the others go on.
 * @throws CliError when it cannot start or the gateway dies; every process is gone then, too.
 */
export async function start(options: StartOptions): Promise<void> {
  const { config, dist, signals, print } = options;
  const startedAt = performance.now();
  const dataDir = path.resolve(config.dataDir);
  const participants = listParticipants(config, dist);
  await assertPortsFree([...participants, { ...config.admin, name: "gateway's admin", addressVariable: 'ADMIN_PORT' }]);
  const lock = await lockDataFolder(dataDir);
  try {
    print(`Starting ${participants.length} processes; their logs are in ${path.join(dataDir, 'logs')}`);
    const env = { ...environmentOf(config, dataDir, options.env), ...systemKeys({ ...config, dataDir }, options.env, 'make') };
    if (!env['DATABASE_URL']) await makeTemplate(dataDir, dist, signals.stop);
    if (signals.stop.aborted) return;
    await runUntilStopped(await RunningSystem.launch(participants, env, path.join(dataDir, 'logs')), {
      ...options,
      participants,
      startedAt,
    });
  } finally {
    lock.release();
  }
}

/**
 * Each agency locks its own folder; this lock says once, and before anything runs, what they would say
 * four times.
 */
async function lockDataFolder(dataDir: string): Promise<FolderLock> {
  // The lock's file lies beside the folder it is named for: inside the data folder, not next to it.
  const locked = path.join(dataDir, 'system');
  return lockFolder(locked).catch((error: Error) => {
    if (error instanceof FolderInUseError) throw new CliError(error.message.replace(locked, dataDir));
    throw new CliError(`the data folder ${dataDir} cannot be used (${error.message}); choose another with QAQPA_DATA_DIR`);
  });
}

interface RunOptions extends StartOptions {
  readonly participants: readonly Participant[];
  /** On the clock of `performance.now()`. */
  readonly startedAt: number;
}

async function runUntilStopped(system: RunningSystem, options: RunOptions): Promise<void> {
  const { signals, print, startedAt } = options;
  // Ends the waiting for the others when one process has died or somebody asked to stop.
  const over = new AbortController();
  const failure = system.watch((participant, line) => {
    print(line);
    print(`The others go on without it. To start it again: ${restartCommand(participant, options.config)}`);
  });
  const stopped = new Promise<'stopped'>((resolve) => {
    if (signals.stop.aborted) resolve('stopped');
    signals.stop.addEventListener('abort', () => resolve('stopped'), { once: true });
  });
  try {
    const ready = system
      .ready(over.signal, ({ participant, tookMs }) =>
        print(`  ${participant.name.padEnd(16)} ready after ${seconds(tookMs)}   ${participant.url}`),
      )
      .then(() => 'ready' as const);
    if ((await Promise.race([ready, stopped, failure])) === 'ready') {
      for (const line of await describeSystem(options)) print(line);
      print(`Qaqpa is ready (${seconds(performance.now() - startedAt)}). Ctrl-C stops it.`);
      await Promise.race([stopped, failure]);
    }
    print('Stopping the gateway, then the agencies');
  } finally {
    over.abort();
    const killed = await system.stop(signals.hurry);
    if (killed.length > 0) print(`Killed, since they did not end by themselves: ${killed.join(', ')}`);
  }
}

function restartCommand({ name, kind, port, addressVariable }: Participant, { dataDir }: SystemConfig): string {
  const variable = kind === 'agency' ? 'PORT' : addressVariable;
  return `${variable}=${port} QAQPA_DATA_DIR=${path.resolve(dataDir)} npx qaqpa ${kind === 'agency' ? `subgraph ${name}` : name}`;
}

/** Whom the printed command plays. */
const SHOWN_PERSONA = 'officer';

/** What a person wants to know once everything runs: where to look, as whom, and something to paste. */
async function describeSystem({ participants, config, signals }: RunOptions): Promise<readonly string[]> {
  const { url: graphqlUrl } = participants.find(({ kind }) => kind === 'gateway')!;
  const applicants = participants.find(({ name }) => name === 'applicants');
  const story = applicants ? await fetchStory(applicants.origin, signals.stop) : null;
  const hasTokens = hasDevelopmentIssuer(config);
  const lines = [
    '',
    `GraphQL   ${graphqlUrl}`,
    ...(config.graphiql ? [`GraphiQL  ${graphqlUrl} in a browser${hasTokens ? `, as the persona ${SHOWN_PERSONA}` : ''}`] : []),
    ...(hasTokens ? [`Tokens    ${tokenCommand(config)}`] : []),
    `Metrics   ${adminOrigin(config)}/metrics`,
    '',
  ];
  if (story === null) return lines;
  const token = hasTokens ? await createToken(SHOWN_PERSONA, DEFAULT_TTL_SECONDS, config) : undefined;
  return [
    ...lines,
    `What four agencies know about one synthetic case (${story.story}: ${story.title}):`,
    '',
    await storyCommand(graphqlUrl, story, token),
    '',
  ];
}

/** How to get a token for any persona: with the settings of this system where they are not those of the next command. */
function tokenCommand({ dataDir, identity }: SystemConfig): string {
  const settings = `ISSUER_PORT=${identity.developmentIssuerPort} QAQPA_DATA_DIR=${path.resolve(dataDir)}`;
  return `${settings} npx qaqpa token ${SHOWN_PERSONA} (or ${PERSONA_NAMES.filter((name) => name !== SHOWN_PERSONA).join(', ')})`;
}

/** What all processes are told: where data lies, and in development to fill an empty store unless the caller says otherwise. */
function environmentOf(config: SystemConfig, dataDir: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...(config.environment === 'development' && { QAQPA_SEED: 'synthetic' }),
    ...env,
    NODE_ENV: config.environment,
    QAQPA_DATA_DIR: dataDir,
  };
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
