// The entities that one call asks an agency about, each once: equal representations are one question, with
// one answer, wherever the objects stand that ask it.

export class Questions {
  /** Representation texts, by number. */
  readonly texts: string[] = [];
  /** What each calls its `__typename`. */
  readonly typeNames: string[] = [];
  readonly #numbers = new Map<string, number>();

  /** @param text of the representation, which names `typeName` as its type. */
  numberOf(text: string, typeName: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.texts.length;
      this.#numbers.set(text, number);
      this.texts.push(text);
      this.typeNames.push(typeName);
    }
    return number;
  }
}
