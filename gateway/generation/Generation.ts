// Everything that is made from one supergraph and serves requests with it. A request uses one generation from
// its start to its end; a generation that has been replaced ends with the last of its requests.

import type { RequestStages } from '../handleRequest.js';

export class Generation {
  /** 1 for the one that the process began with. */
  readonly number: number;
  readonly stages: RequestStages;
  #requestCount = 0;
  #isReplaced = false;
  readonly #ended = Promise.withResolvers<void>();

  constructor(number: number, stages: RequestStages) {
    this.number = number;
    this.stages = stages;
  }

  /** Runs a request. */
  async serve<Result>(request: (stages: RequestStages) => Promise<Result>): Promise<Result> {
    this.#requestCount += 1;
    try {
      return await request(this.stages);
    } finally {
      this.#requestCount -= 1;
      this.#endIfDone();
    }
  }

  /** Called once no new request will come. Resolves when the last one has ended and the engine is closed. */
  replace(): Promise<void> {
    this.#isReplaced = true;
    this.#endIfDone();
    return this.#ended.promise;
  }

  #endIfDone(): void {
    if (this.#isReplaced && this.#requestCount === 0) this.#ended.resolve(this.stages.engine.close());
  }
}
