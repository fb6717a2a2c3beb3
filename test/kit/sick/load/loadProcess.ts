// The load's own process, so that who measures shares no event loop with what is measured. Takes one message at a time,
// answers it, and ends with its parent.

import { Pool } from 'undici';
import { saturate, waitForRecovery } from './closedLoop.js';
import type { Learned, LoadMessage } from './messages.js';
import { runOpenLoop } from './openLoop.js';
import { learnRequests, type Ask, type Requests } from './Requests.js';

/** Far beyond every deadline: who is not answered by then was forgotten. */
const GIVE_UP_MS = 20_000;
/** More requests than this under way at one time would wait here instead of at the gateway. */
const CONNECTIONS = 2_000;

let ask: Ask | undefined;
let requests: Requests | undefined;

async function answer(message: LoadMessage): Promise<unknown> {
  if (message.kind === 'learn') {
    ask = askerAt(message.url, message.headers);
    requests = await learnRequests(ask, message.operations, message.boundMs);
    return { operations: requests.byOperation.map(({ operation: { name, weight }, requests: [first] }) => ({ name, weight, agencies: first?.agencies ?? [] })) } satisfies Learned;
  }
  if (ask === undefined || requests === undefined) throw new Error('nothing was learned yet');
  switch (message.kind) {
    case 'saturate':
      return saturate(ask, requests, message.connections, message.durationMs);
    case 'run':
      return runOpenLoop(ask, requests, message);
    case 'recover':
      return waitForRecovery(ask, requests, message.agency, message.boundMs);
  }
}

/** No answer is one with status 0: it is judged like all others. */
function askerAt(url: string, headers: Readonly<Record<string, string>>): Ask {
  const { origin, pathname: path } = new URL(url);
  const pool = new Pool(origin, { connections: CONNECTIONS, headersTimeout: GIVE_UP_MS, bodyTimeout: GIVE_UP_MS });
  const sent = { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers };
  return async (body) => {
    try {
      const response = await pool.request({ path, method: 'POST', headers: sent, body });
      return { status: response.statusCode, text: await response.body.text() };
    } catch (error) {
      return { status: 0, text: String(error) };
    }
  };
}

process.on('message', (message: LoadMessage) => {
  answer(message).then(
    (result) => process.send?.({ result }),
    (error: Error) => process.send?.({ error: error.message }),
  );
});
process.once('disconnect', () => process.exit(0));
