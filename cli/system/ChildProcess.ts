// A process that we started and answer for: its log file, its last words, its end.
//
// It runs in a process group of its own, so that Ctrl-C in the terminal reaches us alone and we decide
// who stops first. It holds an IPC channel to us: when we die, even by kill -9, the channel closes and
// the child ends itself. Its standard output goes straight into the log file, not through us.

import { spawn, type ChildProcess as NodeChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, createWriteStream, openSync, renameSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Participant } from './Participant.js';

export interface Ending {
  /** `exit code 1`, `signal SIGKILL`, or why it never began. */
  readonly how: string;
  /** The last line on standard error that says something; null where it said nothing. */
  readonly lastLine: string | null;
}

export class ChildProcess {
  readonly name: string;
  readonly logFile: string;
  /** Resolves when the process is gone; never rejects. */
  readonly ended: Promise<Ending>;
  readonly #process: NodeChildProcess;

  /** Starts the participant. The log of its run before is kept beside the new one, as `.previous`. */
  constructor(participant: Participant, env: NodeJS.ProcessEnv, logFile: string) {
    this.name = participant.name;
    this.logFile = logFile;
    keepPrevious(logFile);
    const log = openSync(logFile, 'a');
    this.#process = spawn(process.execPath, [...participant.nodeFlags, participant.entry], {
      env: { ...env, ...participant.env },
      stdio: ['ignore', log, 'pipe', 'ipc'],
      detached: true,
    });
    closeSync(log);
    this.ended = this.#watch();
  }

  /** Undefined where the process could not be started. */
  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Asks the process to end, waits, and kills it when the time has passed or `hurry` says so. */
  async stop(boundMs: number, hurry: AbortSignal): Promise<'ended' | 'killed'> {
    const impatience = AbortSignal.any([AbortSignal.timeout(boundMs), hurry]);
    this.#process.kill('SIGTERM');
    const lostPatience = impatience.aborted ? Promise.resolve() : once(impatience, 'abort');
    const first = await Promise.race([this.ended, lostPatience.then(() => 'impatient' as const)]);
    if (first !== 'impatient') return 'ended';
    this.#process.kill('SIGKILL');
    await this.ended;
    // It may have ended by itself between our losing patience and our signal.
    return this.#process.signalCode === 'SIGKILL' ? 'killed' : 'ended';
  }

  async #watch(): Promise<Ending> {
    const child = this.#process;
    let lastLine: string | null = null;
    // Appends like the child's own writes to the same file, so neither overwrites the other.
    const log = createWriteStream(this.logFile, { flags: 'a' });
    createInterface({ input: child.stderr! }).on('line', (line) => {
      log.write(`${line}\n`);
      if (saysSomething(line)) lastLine = line;
    });
    const how = await new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      // 'close' and not 'exit': the last words may still be in the pipe when the process is gone.
      child.once('close', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
    });
    log.end();
    return { how, lastLine };
  }
}

/** False for what Node writes around an error: blank lines, stack frames, closing braces, its version, warnings. */
function saysSomething(line: string): boolean {
  return !/^(\s|\}|$|Node\.js v|\(node:|\(Use `node)/.test(line);
}

function keepPrevious(logFile: string): void {
  try {
    renameSync(logFile, logFile.replace(/\.log$/, '.previous.log'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
