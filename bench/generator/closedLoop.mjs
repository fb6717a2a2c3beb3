// A closed loop: every connection sends its next request when the answer to the last has arrived and was
// judged. So a slow gateway gets fewer requests, not a growing queue.

import { Pool } from 'undici';

/**
 * @param {{ url: string, connections: number, durationMs: number, minimumRequests?: number, headers?: Record<string, string>, nextRequest: () => { body: string, check: (text: string) => string | undefined } }} load
 * @returns {Promise<{ latenciesMs: number[], elapsedMs: number, answerBytes: number, problem?: string }>} ends
 *   early at the first wrong answer
 */
export async function runClosedLoop({ url, connections, durationMs, minimumRequests = 0, headers, nextRequest }) {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const latenciesMs = [];
  let answerBytes = 0;
  let problem;
  const startedAt = performance.now();

  const sendUntilOver = async () => {
    while (problem === undefined && (performance.now() - startedAt < durationMs || latenciesMs.length < minimumRequests)) {
      const { body, check } = nextRequest();
      const sentAt = performance.now();
      const { status, text } = await post(pool, pathname, { ...HEADERS, ...headers }, body);
      latenciesMs.push(performance.now() - sentAt);
      answerBytes += Buffer.byteLength(text);
      const found = status === 200 ? check(text) : `HTTP ${status}: ${text.slice(0, 300)}`;
      problem ??= found;
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, sendUntilOver));
  } catch (error) {
    problem ??= `no answer: ${error.message}`;
  }
  const elapsedMs = performance.now() - startedAt;
  await pool.destroy();
  return { latenciesMs, elapsedMs, answerBytes: answerBytes / latenciesMs.length, ...(problem !== undefined && { problem }) };
}

/**
 * On a starved machine a server may close a connection as idle at the very moment it is used again; the
 * request is then sent once more, and the time this takes counts.
 */
async function post(pool, path, headers, body) {
  const send = async () => {
    const { statusCode, body: answer } = await pool.request({ path, method: 'POST', headers, body });
    return { status: statusCode, text: await answer.text() };
  };
  try {
    return await send();
  } catch (error) {
    if (!CLOSED.has(error.code)) throw error;
    return send();
  }
}

/** How a connection that the other side has closed is reported. */
const CLOSED = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

const HEADERS = { 'content-type': 'application/json', accept: 'application/json' };
