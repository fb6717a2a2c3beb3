// The gateway as a process of its own: its log, its error output, its exit.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../../gateway/util/packageRoot.js';
import { waitFor } from '../waitFor.js';

export interface GatewayProcess {
  readonly logLines: readonly Record<string, unknown>[];
  readonly errorOutput: string;
  /** Where it listens, once it says that it is ready. */
  url(): Promise<string>;
  /** Where its operators look, from then on. */
  adminUrl(): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

export function runGateway(env: Record<string, string>, nodeOptions: readonly string[] = []): GatewayProcess {
  const child = spawn(process.execPath, [...nodeOptions, join(PACKAGE_ROOT, 'dist/gateway/main.js')], {
    // A folder without a configuration file; nothing of the test's own environment.
    cwd: join(PACKAGE_ROOT, 'dist'),
    env: { PORT: '0', ADMIN_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errorOutput = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errorOutput += text;
  });
  const logLines = () =>
    output
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  let isOver = false;
  const ended = once(child, 'close').then(([code, signal]: unknown[]) => {
    isOver = true;
    return (code ?? signal) as number | string;
  });
  const ready = () =>
    waitFor('the gateway to be ready', () => {
      if (isOver) throw new Error(`the gateway ended: ${errorOutput}`);
      return logLines().find(({ msg }) => msg === 'gateway ready') ?? null;
    }, { boundMs: 30_000 });
  return {
    get logLines() {
      return logLines();
    },
    get errorOutput() {
      return errorOutput;
    },
    url: async () => String((await ready())['url']),
    adminUrl: async () => String((await ready())['adminUrl']),
    kill: (signal) => void child.kill(signal),
    ended,
  };
}
