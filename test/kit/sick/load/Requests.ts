// The requests of the load with the answers that well agencies give to them, learned by asking. A request whose answer is not
// the same twice (it tells of a moment) could not be compared and is left out.

import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { ReceivedAnswer } from '../judgeAnswer.js';
import { VARIABLES_DOCUMENT, type AskedOperation, type Variables } from '../operations.js';

/** An agency that was too slow on a busy machine is not helped by being asked at once. */
const ASK_AGAIN_MS = 100;

export interface LoadRequest {
  readonly operation: string;
  readonly body: string;
  readonly expectedData: unknown;
  /** Agencies that it asks. */
  readonly agencies: readonly string[];
}

/** Every request of every operation; those of one operation stand together. */
export interface Requests {
  readonly byOperation: readonly { readonly operation: AskedOperation; readonly requests: readonly LoadRequest[] }[];
}

/** One answer, or what was said instead of one. */
export type Ask = (body: string) => Promise<{ readonly status: number; readonly text: string }>;

/** @param boundMs for each question: processes that were just started are cold. @throws Error where one is not answered whole. */
export async function learnRequests(ask: Ask, operations: readonly AskedOperation[], boundMs: number): Promise<Requests> {
  const askWhole = (body: string) => askUntilWhole(ask, body, performance.now() + boundMs);
  const values = await readVariables(askWhole);
  const byOperation: Requests['byOperation'][number][] = [];
  for (const operation of operations) {
    const requests: LoadRequest[] = [];
    for (const id of values[operation.variables]) {
      const request = await learnRequest(askWhole, operation, id);
      if (request !== undefined) requests.push(request);
    }
    if (requests.length === 0) throw new Error(`no answer to ${operation.name} is the same twice`);
    byOperation.push({ operation, requests });
  }
  return { byOperation };
}

async function learnRequest(ask: (body: string) => Promise<ReceivedAnswer>, { name, document }: AskedOperation, id: string | undefined): Promise<LoadRequest | undefined> {
  const body = JSON.stringify({ query: document, variables: id === undefined ? {} : { id } });
  const first = await ask(body);
  const second = await ask(body);
  if (!isDeepStrictEqual(first.data, second.data)) return undefined;
  return { operation: name, body, expectedData: first.data, agencies: (first.extensions?.agencies ?? []).map(({ agency }) => agency) };
}

async function readVariables(ask: (body: string) => Promise<ReceivedAnswer>): Promise<Readonly<Record<Variables, readonly (string | undefined)[]>>> {
  const { data } = await ask(JSON.stringify({ query: VARIABLES_DOCUMENT }));
  const { applications, regions, employers } = data as { applications: { nodes: { id: string }[] }; regions: { code: string }[]; employers: { nodes: { bin: string }[] } };
  return { cases: applications.nodes.map(({ id }) => id), regions: regions.map(({ code }) => code), employers: employers.nodes.map(({ bin }) => bin), none: [undefined] };
}

async function askUntilWhole(ask: Ask, body: string, endsAt: number): Promise<ReceivedAnswer> {
  for (;;) {
    const { status, text } = await ask(body);
    const answer = status === 200 ? (JSON.parse(text) as ReceivedAnswer) : undefined;
    if (answer?.errors === undefined && answer?.extensions?.agencies?.every((agency) => agency.status === 'OK') === true) return answer;
    await sleep(ASK_AGAIN_MS);
    if (performance.now() > endsAt) throw new Error(`not answered whole while all agencies are well: HTTP ${status}, ${JSON.stringify(answer?.extensions ?? text).slice(0, 800)}`);
  }
}
