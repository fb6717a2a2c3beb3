// A single process in the foreground: what `qaqpa subgraph` and `qaqpa gateway` run, and what `schema`
// and `seed` ask.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { CliError } from './CliError.js';
import { listenForStop } from './system/stopSignals.js';

/** Runs the script with our terminal until it ends or we are asked to stop; resolves to its exit code. */
export async function runInForeground(script: string, env: NodeJS.ProcessEnv, nodeFlags: readonly string[] = []): Promise<number> {
  const { stop, hurry } = listenForStop(process);
  const child = spawn(process.execPath, [...nodeFlags, script], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], detached: true });
  stop.addEventListener('abort', () => child.kill('SIGTERM'), { once: true });
  hurry.addEventListener('abort', () => child.kill('SIGKILL'), { once: true });
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  if (signal !== null && !stop.aborted) throw new CliError(`${script} was ended by ${signal}`);
  return code ?? 0;
}

/**
 * Runs the script to its end and resolves to what it printed.
 * @throws CliError with what it wrote to standard error when it fails.
 */
export async function readOutput(script: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const child = spawn(process.execPath, [script, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  if (code !== 0) throw new CliError(errors.trim() || `${script} ended with exit code ${code}`);
  return output;
}
