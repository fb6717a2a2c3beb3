// Long work on the event loop, cut into parts: whoever waits for the loop is served between two of them. Work that is
// short ends in the turn in which it began, and costs nothing for having been written in parts.

import { setTimeout as rest } from 'node:timers/promises';
import { systemClock, type Clock } from './Clock.js';

/** Yields wherever it may be interrupted. Nothing that it uses may change meanwhile. */
export type Parts<Result> = Generator<void, Result>;

/** @throws what the work throws. */
export function atOnce<Result>(parts: Parts<Result>): Result {
  for (;;) {
    const { done, value } = parts.next();
    if (done === true) return value;
  }
}

export interface TurnLengths {
  /** After which a turn ends, at the next place where it may: so the longest part is the longest turn, about. */
  readonly turnMs: number;
  /**
   * Between two turns. What is served meanwhile takes several turns of the event loop itself: without a rest each of
   * them would wait for a part.
   */
  readonly restMs: number;
}

/**
 * @returns what the work returns: as it is where one turn was enough, else promised.
 * @throws what the work throws: in the first turn, later as the promise rejects.
 */
export function inTurns<Result>(parts: Parts<Result>, lengths: TurnLengths, clock: Clock = systemClock): Result | Promise<Result> {
  const turn = runTurn(parts, lengths, clock);
  return turn.done === true ? turn.value : inLaterTurns(parts, lengths, clock);
}

async function inLaterTurns<Result>(parts: Parts<Result>, lengths: TurnLengths, clock: Clock): Promise<Result> {
  for (;;) {
    await rest(lengths.restMs);
    const turn = runTurn(parts, lengths, clock);
    if (turn.done === true) return turn.value;
  }
}

function runTurn<Result>(parts: Parts<Result>, { turnMs }: TurnLengths, clock: Clock): IteratorResult<void, Result> {
  const endsAtMs = clock.nowMs() + turnMs;
  for (;;) {
    const part = parts.next();
    if (part.done === true || clock.nowMs() >= endsAtMs) return part;
  }
}
