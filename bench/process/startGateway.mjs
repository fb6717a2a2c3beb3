// Starts one gateway as a process of its own and waits until it answers GraphQL.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Peers load hundreds of packages; on a busy machine that takes its time. */
const READY_BOUND_MS = 90_000;
const STOP_BOUND_MS = 10_000;

/**
 * @param {{ name: string, args: string[], env: Record<string, string>, cwd: string }} command arguments of node
 * @param {string} url where it will answer
 * @param {string} folder for its log
 * @throws {Error} with its last words where it does not become ready
 */
export async function startGateway({ name, args, env, cwd }, url, folder) {
  const logFile = path.join(folder, `${name}.log`);
  const log = openSync(logFile, 'w');
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', log, log] });
  closeSync(log);
  const ended = once(child, 'exit');
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const stopped = await Promise.race([ended.then(() => true), sleep(STOP_BOUND_MS, false, { ref: false })]);
    if (!stopped) child.kill('SIGKILL');
    await ended;
  };
  const bound = performance.now() + READY_BOUND_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(lastWords(logFile));
    if (performance.now() > bound) {
      await stop();
      throw new Error(`not ready within ${READY_BOUND_MS / 1000} s: ${lastWords(logFile)}`);
    }
    await sleep(100);
  }
  return { name, url, pid: child.pid, stop, lastWords: () => lastWords(logFile) };
}

async function answers(url) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: '{"query":"{ __typename }"}',
      signal: AbortSignal.timeout(5_000),
    });
    return (await response.json()).data?.__typename !== undefined;
  } catch {
    return false;
  }
}

/** The last line that tells of trouble, else the last line. */
function lastWords(logFile) {
  const lines = readFileSync(logFile, 'utf8').trim().split('\n');
  return (lines.findLast((line) => /\berror|\bfail/i.test(line)) ?? lines.at(-1) ?? '').slice(0, 400) || 'nothing';
}
