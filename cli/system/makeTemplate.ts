// The embedded databases start as copies of one template folder. It is made by a short process of its
// own, before the agencies start, so that its memory is given back and no agency makes it twice.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { CliError } from '../CliError.js';

/**
 * Makes the template where there is none; a moment's work where there is.
 * @throws CliError with the last line of what went wrong.
 */
export async function makeTemplate(dataDir: string, dist: string, signal: AbortSignal): Promise<void> {
  const script = path.join(dist, 'subgraphs', 'kit', 'store', 'pglite', 'makeTemplate.js');
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'ignore', 'pipe'] });
  const stop = (): void => void child.kill();
  signal.addEventListener('abort', stop, { once: true });
  const [[code], errors] = await Promise.all([once(child, 'close') as Promise<[number | null]>, text(child.stderr)]);
  signal.removeEventListener('abort', stop);
  if (code === 0 || signal.aborted) return;
  const reason = errors.split('\n').find((line) => /Error: /.test(line)) ?? errors.trim().split('\n').at(-1);
  throw new CliError(`the embedded database in ${dataDir} could not be set up: ${reason}`);
}
