// How many answers of each type and status one call has brought, so that it can be seen when answers stop being answers.
// One for each client, filled while an answer is looked at, told with the end of the call, and emptied: what is counted
// for millions of calls makes no objects for any of them.

import { ANSWER_STATUSES, type AnswerStatus } from '../../schema/contract/AnswerStatus.js';

const PLACE_OF = new Map<unknown, number>(ANSWER_STATUSES.map((status, place) => [status, place]));

/** Where the status stands in the counts of a type; undefined for what is none. */
export function placeOfStatus(status: unknown): number | undefined {
  return PLACE_OF.get(status);
}

export class AnswerTally {
  readonly #byType = new Map<string, Uint32Array>();

  /** The counts of a type, by `placeOfStatus`: the same array for ever, to be counted in. */
  countsOf(typeName: string): Uint32Array {
    let counts = this.#byType.get(typeName);
    if (counts === undefined) this.#byType.set(typeName, (counts = new Uint32Array(ANSWER_STATUSES.length)));
    return counts;
  }

  add(typeName: string, status: AnswerStatus): void {
    const counts = this.countsOf(typeName);
    const place = ANSWER_STATUSES.indexOf(status);
    counts[place] = (counts[place] ?? 0) + 1;
  }

  /** Types that any answer was of, also zeros. */
  entries(): IterableIterator<[string, Uint32Array]> {
    return this.#byType.entries();
  }

  /** Nothing is counted any more; who counts in the arrays goes on with them. */
  clear(): void {
    for (const counts of this.#byType.values()) counts.fill(0);
  }
}
