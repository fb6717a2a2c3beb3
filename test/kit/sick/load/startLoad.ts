// The load's process from the side of who runs it.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Arrivals, Learned, LoadMessage, Recovered, RunResult, Saturated } from './messages.js';

export interface Load {
  /** Asks everything while all agencies are well; what is answered is what the other calls compare with. */
  learn(options: Omit<Extract<LoadMessage, { kind: 'learn' }>, 'kind'>): Promise<Learned>;
  saturate(connections: number, durationMs: number): Promise<Saturated>;
  run(arrivals: Arrivals): Promise<RunResult>;
  recover(agency: string, boundMs: number): Promise<Recovered>;
  stop(): Promise<void>;
}

export function startLoad(): Load {
  const child = fork(path.join(import.meta.dirname, 'loadProcess.js'));
  const ended = once(child, 'exit').then(() => Promise.reject(new Error("the load's process has ended")));
  ended.catch(() => undefined);
  const ask = async <Result>(message: LoadMessage): Promise<Result> => {
    child.send(message);
    const [{ result, error }] = (await Promise.race([once(child, 'message'), ended])) as [{ result?: Result; error?: string }];
    if (error !== undefined || result === undefined) throw new Error(`the load: ${error}`);
    return result;
  };
  return {
    learn: (options) => ask({ kind: 'learn', ...options }),
    saturate: (connections, durationMs) => ask({ kind: 'saturate', connections, durationMs }),
    run: (arrivals) => ask({ kind: 'run', ...arrivals }),
    recover: (agency, boundMs) => ask({ kind: 'recover', agency, boundMs }),
    stop: async () => {
      child.kill('SIGKILL');
      await ended.catch(() => undefined);
    },
  };
}
