// The processes of one running system, from the first start to the last end.

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { CliError } from '../CliError.js';
import { ChildProcess } from './ChildProcess.js';
import type { Participant } from './Participant.js';
import { waitUntilReady } from './waitUntilReady.js';

/** A first start on a slow machine takes some ten seconds; past this, something hangs. */
const READY_TIMEOUT_MS = 120_000;

/** A draining gateway waits up to 12 s: for a mutation, whose deadline is 10 s, and for its bytes to leave. */
const STOP_TIMEOUT_MS = 15_000;

export interface ReadyEvent {
  readonly participant: Participant;
  /** Since the process was started. */
  readonly tookMs: number;
}

interface Running {
  readonly participant: Participant;
  readonly child: ChildProcess;
}

export class RunningSystem {
  readonly #children: readonly Running[];
  #phase: 'starting' | 'ready' | 'stopping' = 'starting';

  private constructor(children: readonly Running[]) {
    this.#children = children;
  }

  /** Starts every participant, side by side; their logs go to `<logFolder>/<name>.log`. */
  static async launch(participants: readonly Participant[], env: NodeJS.ProcessEnv, logFolder: string): Promise<RunningSystem> {
    await mkdir(logFolder, { recursive: true });
    return new RunningSystem(
      participants.map((participant) => ({
        participant,
        child: new ChildProcess(participant, env, path.join(logFolder, `${participant.name}.log`)),
      })),
    );
  }

  /**
   * Resolves when all are ready.
   * @throws CliError when one is not within the bound; the signal's reason when it is aborted.
   */
  async ready(signal: AbortSignal, onReady: (event: ReadyEvent) => void): Promise<void> {
    const startedAt = performance.now();
    await Promise.all(
      this.#children.map(async ({ participant, child }) => {
        if (!(await waitUntilReady(participant.origin, READY_TIMEOUT_MS, signal))) {
          throw new CliError(`${child.name} was not ready within ${READY_TIMEOUT_MS / 1000} s; see ${child.logFile}`);
        }
        onReady({ participant, tookMs: performance.now() - startedAt });
      }),
    );
    if (this.#phase === 'starting') this.#phase = 'ready';
  }

  /**
   * Watches for processes that end without being told to. Before all are ready, each such end is the end
   * of the start. Afterwards only the gateway's is: one sick agency stays one sick agency, so that of an
   * agency is told to `onLoss` and the others go on. Never resolves.
   * @throws CliError that names the process and repeats its last line.
   */
  async watch(onLoss: (participant: Participant, line: string) => void): Promise<never> {
    return Promise.race(
      this.#children.map(async ({ participant, child }) => {
        const { how, lastLine } = await child.ended;
        // Our processes begin such a line with their own name, which stands here already.
        const said = lastLine === null ? '' : `: ${lastLine.replace(`${child.name}: `, '')}`;
        const line = `${child.name} stopped (${how})${said}; see ${child.logFile}`;
        if (this.#phase === 'starting' || (this.#phase === 'ready' && participant.kind === 'gateway')) throw new CliError(line);
        if (this.#phase === 'ready') onLoss(participant, line);
        return new Promise<never>(() => undefined);
      }),
    );
  }

  /**
   * Stops the gateway, then the agencies and the issuer: nobody is left to ask when they go. What does not end in
   * time, or when `hurry` is aborted, is killed.
   * @returns the names of those that had to be killed.
   */
  async stop(hurry: AbortSignal): Promise<readonly string[]> {
    this.#phase = 'stopping';
    const killed: string[] = [];
    for (const wave of [this.#wave(({ kind }) => kind === 'gateway'), this.#wave(({ kind }) => kind !== 'gateway')]) {
      const outcomes = await Promise.all(wave.map((child) => child.stop(STOP_TIMEOUT_MS, hurry)));
      killed.push(...wave.filter((_, index) => outcomes[index] === 'killed').map((child) => child.name));
    }
    return killed;
  }

  #wave(belongs: (participant: Participant) => boolean): readonly ChildProcess[] {
    return this.#children.filter(({ participant }) => belongs(participant)).map(({ child }) => child);
  }
}
