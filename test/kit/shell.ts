// Runs a command as a person would who pastes it into a POSIX shell. `curl` is not everywhere that Node
// is (a slim container, for one): there a stand-in with the same options takes its place.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { PACKAGE_ROOT } from './packageRoot.js';

export interface ShellResult {
  readonly exitCode: number | null;
  /** Standard output, then standard error. */
  readonly output: string;
}

/** Runs `command` in the package's folder, with the project's own `node` and tools first on the PATH. */
export async function runInShell(command: string, env: Readonly<Record<string, string>> = {}): Promise<ShellResult> {
  const standIn = makeStandIn();
  const tools = path.join(PACKAGE_ROOT, 'node_modules', '.bin');
  const child = spawn('sh', ['-c', command], {
    cwd: PACKAGE_ROOT,
    // The stand-in comes last: the machine's own curl is the better proof.
    env: { HOME: process.env['HOME'], ...env, PATH: [tools, process.env['PATH'], standIn].join(path.delimiter) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  rmSync(standIn, { recursive: true });
  return { exitCode, output: output + errors };
}

function makeStandIn(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'qaqpa-bin-'));
  const script = path.join(import.meta.dirname, 'standInCurl.js');
  writeFileSync(path.join(folder, 'curl'), `#!/bin/sh\nexec '${process.execPath}' '${script}' "$@"\n`, { mode: 0o755 });
  return folder;
}
