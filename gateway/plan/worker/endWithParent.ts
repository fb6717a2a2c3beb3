// A planning can take minutes, and a process that computes hears nothing: not that whoever started it is gone. A thread
// of its own looks.

import { Worker } from 'node:worker_threads';

/** How long it may outlive who started it. */
const LOOK_EVERY_MS = 1_000;

const LOOK = `
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
  }, ${LOOK_EVERY_MS});
`;

/** Ends this process when the one that started it has ended, whatever it is doing. Does not keep it alive. */
export function endWithParent(): void {
  new Worker(LOOK, { eval: true, env: {}, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 8 } }).unref();
}
