// One agency in a process of its own, as `qaqpa start` starts it: with a channel to this process.

import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { AgencyName } from '../../schema/contract/AgencyName.js';
import { PACKAGE_ROOT } from './packageRoot.js';
import { waitFor } from './waitFor.js';

export interface AgencyProcess {
  readonly process: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Exit code, or the signal that ended it. */
  ended(): Promise<number | NodeJS.Signals>;
  /** GraphQL endpoint, once it is ready. @throws Error with what it said when it ends before. */
  url(): Promise<string>;
}

/** @param env on top of a clean environment. Name a data folder and a port: never the defaults in a test. */
export function startAgencyProcess(agency: AgencyName, env: Readonly<Record<string, string>>, args: readonly string[] = []): AgencyProcess {
  const child = fork(path.join(PACKAGE_ROOT, 'dist', 'subgraphs', agency, 'main.js'), args, {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout!.setEncoding('utf8').on('data', (chunk: string) => (said.stdout += chunk));
  child.stderr!.setEncoding('utf8').on('data', (chunk: string) => (said.stderr += chunk));
  // Not the process's own "close": Node does not emit it once this side has disconnected.
  const closed = Promise.all([once(child, 'exit'), once(child.stdout!, 'close'), once(child.stderr!, 'close')]);
  let over = false;
  void closed.then(() => (over = true));
  return {
    process: child,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    ended: async () => {
      const [[code, signal]] = (await closed) as [[number | null, NodeJS.Signals | null], unknown, unknown];
      return code ?? signal!;
    },
    url: () =>
      waitFor(
        `${agency} to be ready`,
        () => {
          if (over) throw new Error(`${agency} ended: ${said.stderr}`);
          return /"url":"([^"]+)".*"msg":"agency is ready"/.exec(said.stdout)?.[1];
        },
        { boundMs: 30_000 },
      ),
  };
}
