// Numbers that only grow, one for each word of a closed list. A word that is not on it is counted nowhere.

export class Counts<Word extends string> {
  readonly #counts: Map<Word, number>;

  constructor(words: readonly Word[]) {
    this.#counts = new Map(words.map((word) => [word, 0]));
  }

  add(word: Word, by = 1): void {
    const count = this.#counts.get(word);
    if (count !== undefined) this.#counts.set(word, count + by);
  }

  has(word: string): word is Word {
    return this.#counts.has(word as Word);
  }

  /** In the order of the list. */
  entries(): IterableIterator<[Word, number]> {
    return this.#counts.entries();
  }
}
