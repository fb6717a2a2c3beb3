// Two closed loops: one that finds how much the whole system answers at most, and one that waits for an agency to be heard again.

import { seededRandom } from '../../../../subgraphs/kit/synthetic/seededRandom.js';
import { judgeAnswer, type ReceivedAnswer } from '../judgeAnswer.js';
import { pickerOf } from './openLoop.js';
import type { Recovered, Saturated } from './messages.js';
import type { Ask, LoadRequest, Requests } from './Requests.js';

const SEED = 'saturation';

/** Each connection sends its next request when the last was answered. */
export async function saturate(ask: Ask, requests: Requests, connections: number, durationMs: number): Promise<Saturated> {
  const pick = pickerOf(requests, seededRandom(SEED));
  const startedAt = performance.now();
  let answers = 0;
  const sendUntilOver = async () => {
    while (performance.now() - startedAt < durationMs) {
      const { status } = await ask(pick().body);
      if (status !== 200) throw new Error(`HTTP ${status} while all agencies are well`);
      answers += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, sendUntilOver));
  return { perSecond: (answers * 1_000) / (performance.now() - startedAt) };
}

/** One request of each operation that needs the agency, again and again, until all are answered whole in one pass. */
export async function waitForRecovery(ask: Ask, { byOperation }: Requests, agency: string, boundMs: number): Promise<Recovered> {
  const needing = byOperation.flatMap(({ requests: [first] }) => (first?.agencies.includes(agency) === true ? [first] : []));
  const startedAt = performance.now();
  while (performance.now() - startedAt < boundMs) {
    const whole = await Promise.all(needing.map((request) => isWhole(ask, request)));
    if (whole.every(Boolean)) return { afterMs: performance.now() - startedAt };
  }
  return { afterMs: undefined };
}

async function isWhole(ask: Ask, { body, expectedData }: LoadRequest): Promise<boolean> {
  const { status, text } = await ask(body);
  return status === 200 && judgeAnswer(JSON.parse(text) as ReceivedAnswer, expectedData, undefined).kind === 'whole';
}
