// The gateway as `qaqpa start` runs it, in a process of its own and under the same flags of node, with its vitals to be asked for.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { GATEWAY_NODE_FLAGS } from '../../../../gateway/config/nodeFlags.js';
import { PACKAGE_ROOT } from '../../packageRoot.js';
import { waitFor } from '../../waitFor.js';
import type { Vitals } from './vitals.js';

export interface WatchedGateway {
  /** GraphQL endpoint. */
  readonly url: string;
  readonly pid: number;
  /** Since the last question. */
  vitals(): Promise<Vitals>;
  stop(): Promise<void>;
}

/** @param folder for its log. @throws Error with its log where it ends before it is ready. */
export async function startWatchedGateway(env: Readonly<Record<string, string>>, folder: string): Promise<WatchedGateway> {
  const logFile = path.join(folder, 'gateway.log');
  const log = openSync(logFile, 'w');
  const child = fork(path.join(PACKAGE_ROOT, 'dist/gateway/main.js'), {
    cwd: folder,
    env: { PATH: process.env['PATH'], PORT: '0', ...env },
    execArgv: [...GATEWAY_NODE_FLAGS, '--import', path.join(import.meta.dirname, 'vitals.js')],
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  const ended = once(child, 'exit');
  const origin = await waitFor('the gateway to be ready', () => {
    const said = readFileSync(logFile, 'utf8');
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the gateway ended: ${said.slice(-2_000)}`);
    return /"url":"([^"]+)".*"msg":"gateway ready"/.exec(said)?.[1];
  }, { boundMs: 60_000 }).catch((error: Error) => {
    child.kill('SIGKILL');
    throw error;
  });
  return {
    url: `${origin}/graphql`,
    pid: child.pid!,
    vitals: async () => {
      child.send('vitals');
      const [vitals] = (await Promise.race([once(child, 'message'), ended])) as [Vitals | number | null];
      if (typeof vitals !== 'object' || vitals === null) throw new Error('the gateway has ended');
      return vitals;
    },
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
