// What the lever between gateway and agencies knows of one operation: of each answer that was asked for, whether the agency
// gave it. It is written where the bytes are handed over, and knows nothing of what the gateway makes of them.

/**
 * spoken: the agency answered, and was asked as when all are well. silent: nothing that can be used came. damaged: it answered, and
 * some of what is in the answer cannot be used. misled: it answered, but had been told other facts, because somebody
 * else was silent. mixed: it was asked more than once, and not all of its answers were alike in this.
 */
export type Verdict = 'spoken' | 'silent' | 'damaged' | 'misled' | 'mixed';

export function verdictOf(verdicts: Iterable<Verdict>): Verdict {
  const different = new Set(verdicts);
  const [verdict = 'silent'] = different;
  return different.size > 1 ? 'mixed' : verdict;
}

export class Ledger {
  /** By call: of several attempts the last one counts. */
  readonly #calls = new Map<string, ReadonlyMap<string, Verdict>>();
  readonly #told = new Map<string, Set<string>>();

  record(call: string, verdicts: ReadonlyMap<string, Verdict>): void {
    this.#calls.set(call, verdicts);
  }

  /** Facts that an agency was told of what it was asked about. */
  recordTold(about: string, facts: string): void {
    const known = this.#told.get(about);
    if (known === undefined) this.#told.set(about, new Set([facts]));
    else known.add(facts);
  }

  wasTold(about: string, facts: string): boolean {
    return this.#told.get(about)?.has(facts) ?? false;
  }

  /** What nobody was asked for, nobody has said. */
  heard(about: string): Verdict {
    return verdictOf([...this.#calls.values()].flatMap((verdicts) => verdicts.get(about) ?? []));
  }
}
