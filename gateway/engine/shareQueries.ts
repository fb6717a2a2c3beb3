// Identical queries that are under way at the same time share one execution: the same document, operation
// and variables, of the same asker. Never mutations; and once a mutation has ended, nothing that began before
// it is joined, so that who has changed something sees the change.
//
// An execution has an exchange of its own, with the deadline of the request that began it. It is given up when
// the last request that waits for it has left. What agencies did for it is told to every one of them.

import type { Exchange } from '../Exchange.js';
import type { Operation } from '../operation/Operation.js';
import { canJoin } from '../util/canJoin.js';
import { InFlight } from '../util/InFlight.js';
import type { Engine, EngineResult } from './Engine.js';

export function shareQueries(engine: Engine): Engine {
  const inFlight = new InFlight<SharedExecution>();

  async function executeMutation(operation: Operation, exchange: Exchange): Promise<EngineResult> {
    try {
      return await engine.execute(operation, exchange);
    } finally {
      inFlight.clear();
    }
  }

  async function executeQuery(operation: Operation, exchange: Exchange): Promise<EngineResult> {
    const key = sharingKeyOf(operation, exchange);
    const twin = inFlight.get(operation.document, key);
    if (twin?.isJoinableBy(exchange)) return twin.wait(exchange);
    const execution = new SharedExecution(engine, operation, exchange);
    inFlight.add(operation.document, key, execution);
    try {
      return await execution.wait(exchange);
    } finally {
      inFlight.remove(operation.document, key, execution);
    }
  }

  return {
    ...engine,
    execute: (operation, exchange) => (operation.kind === 'query' ? executeQuery(operation, exchange) : executeMutation(operation, exchange)),
  };
}

/** Documents are told apart by identity: the operation reader gives one object for one text. */
function sharingKeyOf({ name, variables }: Operation, { asker, locatedAnswers }: Exchange): string {
  return JSON.stringify([asker, locatedAnswers, name, variables]);
}

class SharedExecution {
  readonly #exchange: Exchange;
  readonly #result: Promise<EngineResult>;
  #waitingCount = 0;

  constructor(engine: Engine, operation: Operation, first: Exchange) {
    this.#exchange = first.fork();
    this.#result = engine.execute(operation, this.#exchange).finally(() => this.#exchange.close());
  }

  isJoinableBy(exchange: Exchange): boolean {
    return !this.#exchange.isAborted && canJoin(this.#exchange.deadlineMs, exchange.deadlineMs);
  }

  async wait(exchange: Exchange): Promise<EngineResult> {
    const onAbort = () => this.#leave(exchange);
    this.#waitingCount += 1;
    exchange.onAbort(onAbort);
    if (exchange.isAborted) onAbort();
    try {
      return await this.#result;
    } finally {
      exchange.offAbort(onAbort);
      if (!exchange.isAborted) exchange.takeOverCalls(this.#exchange);
    }
  }

  #leave(exchange: Exchange): void {
    exchange.takeOverCalls(this.#exchange);
    this.#waitingCount -= 1;
    if (this.#waitingCount === 0) this.#exchange.abort(exchange.abortedBy ?? 'clientLeft');
  }
}
