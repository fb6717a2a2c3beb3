// A helper process of the benchmark (load generator, subgraphs), spoken to by messages, one answer each.

import { fork } from 'node:child_process';
import { once } from 'node:events';

/** @param {string} file @returns a process that ends when this one does */
export function startHelper(file) {
  const child = fork(file, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit');
  const answer = async () => {
    const [message] = await Promise.race([once(child, 'message'), ended.then(([code, signal]) => endedEarly(file, code ?? signal))]);
    return message;
  };
  return {
    answer,
    ask: (message) => {
      child.send(message);
      return answer();
    },
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

function endedEarly(file, how) {
  throw new Error(`${file} ended (${how})`);
}
