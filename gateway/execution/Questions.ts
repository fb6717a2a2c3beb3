// The entities that one call asks an agency about, each once: equal representations are one question, with
// one answer, wherever the objects stand that ask it.

import type { Representations } from '../subgraph/Representations.js';

export class Questions {
  /** Representation text → number of the question. */
  readonly #numbers = new Map<string, number>();
  readonly #typeNames: string[] = [];

  get count(): number {
    return this.#numbers.size;
  }

  /** @param text of the representation, which names `typeName` as its type. */
  numberOf(text: string, typeName: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(text, number);
      this.#typeNames.push(typeName);
    }
    return number;
  }

  toRepresentations(): Representations {
    return { text: `[${[...this.#numbers.keys()].join(',')}]`, typeNames: this.#typeNames };
  }
}
