// The wire between gateway and subgraphs, without a wire: what undici would send goes to the subgraph's function, and its
// answer comes back as bytes. Answers to calls that are under way together come in a random order, as they would.

import { Dispatcher } from 'undici';
import type { SeededRandom } from '../../../subgraphs/kit/synthetic/seededRandom.js';
import type { DownScenario, Scenario } from '../scenario/Scenario.js';
import type { FuzzSubgraph, SubgraphCall } from './FuzzSubgraph.js';

/** Answers that wait to be given. */
export class ReplyQueue {
  readonly #random: SeededRandom;
  readonly #waiting: (() => void)[] = [];

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  add(reply: () => void): void {
    this.#waiting.push(reply);
    if (this.#waiting.length === 1) setImmediate(() => this.#giveOne());
  }

  #giveOne(): void {
    const [reply] = this.#waiting.splice(this.#random.integer(0, this.#waiting.length - 1), 1);
    reply?.();
    if (this.#waiting.length > 0) setImmediate(() => this.#giveOne());
  }
}

export class InProcessDispatcher extends Dispatcher {
  /** Calls that were sent to it. */
  callCount = 0;
  scenario: Scenario = { kind: 'well' };
  readonly #subgraph: FuzzSubgraph;
  readonly #replies: ReplyQueue;

  constructor(subgraph: FuzzSubgraph, replies: ReplyQueue) {
    super();
    this.#subgraph = subgraph;
    this.#replies = replies;
  }

  override dispatch({ body }: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    this.callCount += 1;
    const { scenario } = this;
    this.#replies.add(() => this.#reply(readCall(body), scenario, handler));
    return true;
  }

  #reply(call: SubgraphCall | undefined, scenario: Scenario, handler: Dispatcher.DispatchHandler): void {
    if (call === undefined) return respond(handler, 400, '{}');
    if (scenario.kind === 'down' && scenario.graph === this.#subgraph.graph && (scenario.calls === 'all' || call.query.includes('_entities'))) {
      failToReply(scenario.how, handler);
      return;
    }
    respond(handler, 200, JSON.stringify(this.#subgraph.answer(call, scenario)));
  }
}

/** Undefined where it is no JSON. */
function readCall(body: unknown): SubgraphCall | undefined {
  try {
    return JSON.parse(String(body)) as SubgraphCall;
  } catch {
    return undefined;
  }
}

const CONTROLLER = {} as Dispatcher.DispatchController;

function failToReply(how: DownScenario['how'], handler: Dispatcher.DispatchHandler): void {
  switch (how) {
    case 'status':
      return respond(handler, 503, '{}');
    case 'reset':
      return handler.onResponseError?.(CONTROLLER, new Error('other side closed'));
    case 'garbage':
      return respond(handler, 200, '<html>');
    case 'noData':
      return respond(handler, 200, '{"data":null,"errors":[{"message":"down","extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}');
    case 'empty':
      return respond(handler, 200, '{"data":{}}');
  }
}

function respond(handler: Dispatcher.DispatchHandler, status: number, body: string): void {
  handler.onResponseStart?.(CONTROLLER, status, {}, '');
  handler.onResponseData?.(CONTROLLER, Buffer.from(body));
  handler.onResponseEnd?.(CONTROLLER, {});
}
