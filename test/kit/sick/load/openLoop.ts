// Sends the requests at the times that chance gives, judges each answer, and puts figures together.

import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom, type SeededRandom } from '../../../../subgraphs/kit/synthetic/seededRandom.js';
import { judgeAnswer, type Judgement, type ReceivedAnswer } from '../judgeAnswer.js';
import type { Arrivals, RunResult } from './messages.js';
import type { Ask, LoadRequest, Requests } from './Requests.js';

/** Problems that are told in words; the others are counted. */
const MAX_TOLD = 5;

export async function runOpenLoop(ask: Ask, requests: Requests, arrivals: Arrivals): Promise<RunResult> {
  const { perSecond, durationMs, seed } = arrivals;
  const random = seededRandom(seed);
  const pick = pickerOf(requests, random);
  const tally = new Tally(arrivals);
  const underWay: Promise<void>[] = [];
  const startedAt = performance.now();
  let clientLateMs = 0;
  for (let dueMs = 0; dueMs < durationMs; dueMs += -Math.log(1 - random.next()) * (1_000 / perSecond)) {
    const request = pick();
    const waitMs = startedAt + dueMs - performance.now();
    if (waitMs >= 1) await sleep(waitMs);
    clientLateMs = Math.max(clientLateMs, performance.now() - startedAt - dueMs);
    const dueAt = startedAt + dueMs;
    underWay.push(ask(request.body).then(({ status, text }) => tally.add(request, performance.now() - dueAt, status, text)));
  }
  await Promise.all(underWay);
  return tally.result(clientLateMs);
}

/** Operations by their weights, and of each its requests in turn: neighbours differ, so nothing is shared between them. */
export function pickerOf({ byOperation }: Requests, random: SeededRandom): () => LoadRequest {
  const turns = byOperation.flatMap((each) => Array.from({ length: each.operation.weight }, () => each));
  const next = new Map<string, number>();
  return () => {
    const { operation, requests } = random.pick(turns);
    const turn = next.get(operation.name) ?? 0;
    next.set(operation.name, turn + 1);
    return requests[turn % requests.length]!;
  };
}

class Tally {
  readonly #arrivals: Arrivals;
  readonly #spared = { latenciesMs: [] as number[], lost: 0, problems: [] as string[] };
  readonly #needing = { count: 0, whole: 0, rest: {} as Record<string, number>, wrong: 0, problems: [] as string[], latenciesMs: [] as number[] };

  constructor(arrivals: Arrivals) {
    this.#arrivals = arrivals;
  }

  add(request: LoadRequest, latencyMs: number, status: number, text: string): void {
    const { agency, isSick } = this.#arrivals;
    const isNeeding = request.agencies.includes(agency);
    const judgement = judge(request, status, text, isSick && isNeeding ? agency : undefined);
    if (isNeeding) this.#addNeeding(request, latencyMs, judgement);
    else this.#addSpared(request, latencyMs, judgement);
  }

  result(clientLateMs: number): RunResult {
    return { spared: this.#spared, needing: this.#needing, clientLateMs };
  }

  #addSpared(request: LoadRequest, latencyMs: number, judgement: Judgement): void {
    this.#spared.latenciesMs.push(latencyMs);
    if (judgement.kind === 'whole') return;
    this.#spared.lost += 1;
    tell(this.#spared.problems, request, judgement);
  }

  #addNeeding(request: LoadRequest, latencyMs: number, judgement: Judgement): void {
    const needing = this.#needing;
    needing.count += 1;
    needing.latenciesMs.push(latencyMs);
    switch (judgement.kind) {
      case 'whole':
        needing.whole += 1;
        break;
      case 'rest':
        needing.rest[judgement.code] = (needing.rest[judgement.code] ?? 0) + 1;
        break;
      case 'wrong':
        needing.wrong += 1;
        tell(needing.problems, request, judgement);
    }
  }
}

function judge(request: LoadRequest, status: number, text: string, sick: string | undefined): Judgement {
  // 504 would be an answer after the deadline, 503 a gateway that sheds.
  if (status !== 200) return { kind: 'wrong', problem: `HTTP ${status} ${text.slice(0, 200)}` };
  return judgeAnswer(JSON.parse(text) as ReceivedAnswer, request.expectedData, sick);
}

function tell(problems: string[], { operation }: LoadRequest, judgement: Judgement): void {
  if (problems.length >= MAX_TOLD) return;
  problems.push(`${operation}: ${judgement.kind === 'wrong' ? judgement.problem : JSON.stringify(judgement)}`);
}
