// What became of one agency's calls of one class, in numbers that each call adds to and that are read when somebody asks.

import { CALL_END_NAMES, CALL_ENDS, type CallEnd } from '../../subgraph/CallEnd.js';
import type { CallEndedEvent } from '../../subgraph/CallEndedEvent.js';
import { Durations } from './Durations.js';

const PLACE_OF = new Map<CallEnd, number>(CALL_END_NAMES.map((end, place) => [end, place]));

export class CallTally {
  readonly durations = new Durations();
  /** By the place of the end. */
  readonly #counts = new Float64Array(CALL_END_NAMES.length);
  #slowAnswerCount = 0;
  #staleAnswerCount = 0;

  add({ end, latencyMs, isSlow, staleAgeMs }: CallEndedEvent): void {
    const place = PLACE_OF.get(end) ?? 0;
    this.#counts[place] = (this.#counts[place] ?? 0) + 1;
    if (isSlow && end === 'answered') this.#slowAnswerCount += 1;
    if (staleAgeMs !== undefined) this.#staleAnswerCount += 1;
    if (CALL_ENDS[end].outcome !== 'refused') this.durations.add(latencyMs);
  }

  /** Slow ones included. */
  countOf(end: CallEnd): number {
    return this.#counts[PLACE_OF.get(end) ?? 0] ?? 0;
  }

  /** Of `answered`. */
  get slowAnswerCount(): number {
    return this.#slowAnswerCount;
  }

  /** In whose place stands, at least in part, what the agency has said before. */
  get staleAnswerCount(): number {
    return this.#staleAnswerCount;
  }
}
