// A FaultProxy in a process of its own, from the side of who runs it.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Behaviour } from './WireFault.js';

export interface ProxyCounts {
  readonly calls: number;
  readonly floodBytes: number;
}

export interface RunningProxy {
  /** Endpoint to give to the gateway. */
  readonly url: string;
  readonly pid: number;
  /** Resolves once requests are treated so, to what was counted until then. */
  behave(behaviour: Behaviour): Promise<ProxyCounts>;
  /** With SIGKILL, as the agency that it stands for. */
  kill(): Promise<void>;
}

/** @param target GraphQL endpoint of the agency. @throws Error where the port is taken. */
export async function startFaultProxy(target: string, port = 0): Promise<RunningProxy> {
  const child = fork(path.join(import.meta.dirname, 'faultProxyProcess.js'), [target, String(port)]);
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`the proxy of ${target} has ended`)));
  ended.catch(() => undefined);
  const answer = async <Message>() => ((await Promise.race([once(child, 'message'), ended])) as [Message])[0];
  const { url } = await answer<{ url: string }>();
  return {
    url,
    pid: child.pid!,
    behave: (behaviour) => {
      child.send(behaviour);
      return answer<ProxyCounts>();
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended.catch(() => undefined);
    },
  };
}
