// Long work on the event loop, cut into parts: whoever waits for the loop is served between two of them. Work that is
// short ends in the turn in which it began, and costs nothing for having been written in parts.

import { setTimeout as rest } from 'node:timers/promises';
import { systemClock, type Clock } from './Clock.js';

/** Yields wherever it may be interrupted. Nothing that it uses may change meanwhile. */
export type Parts<Result> = Generator<void, Result>;

export interface TurnLengths {
  /** After which a turn ends, at the next place where it may: so the longest part is the longest turn, about. */
  readonly turnMs: number;
  /**
   * Between two turns, whosoever they are. What is served meanwhile takes several turns of the event loop itself: without a
   * rest each of them would wait for a part.
   */
  readonly restMs: number;
}

/** @throws what the work throws. */
export function atOnce<Result>(parts: Parts<Result>): Result {
  for (;;) {
    const { done, value } = parts.next();
    if (done === true) return value;
  }
}

/** All work that shares the turns: however much of it there is, one turn is taken at a time. */
export class Turns {
  readonly #lengths: TurnLengths;
  readonly #clock: Clock;
  /** Settled when the next turn may begin that nobody has yet. */
  #free: Promise<unknown> = Promise.resolve();

  constructor(lengths: TurnLengths, clock: Clock = systemClock) {
    this.#lengths = lengths;
    this.#clock = clock;
  }

  /**
   * @returns what the work returns: as it is where one turn was enough, else promised.
   * @throws what the work throws: in the first turn, later as the promise rejects.
   */
  run<Result>(parts: Parts<Result>): Result | Promise<Result> {
    const turn = this.#turn(parts);
    return turn.done === true ? turn.value : this.#goOn(parts);
  }

  async #goOn<Result>(parts: Parts<Result>): Promise<Result> {
    for (;;) {
      await (this.#free = this.#free.then(() => rest(this.#lengths.restMs)));
      const turn = this.#turn(parts);
      if (turn.done === true) return turn.value;
    }
  }

  #turn<Result>(parts: Parts<Result>): IteratorResult<void, Result> {
    const endsAtMs = this.#clock.nowMs() + this.#lengths.turnMs;
    for (;;) {
      const part = parts.next();
      if (part.done === true || this.#clock.nowMs() >= endsAtMs) return part;
    }
  }
}
