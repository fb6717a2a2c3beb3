// Work under way that somebody else may share, by what it is for: an object that many pieces of work have
// in common (an operation) and a text that tells them apart (variables and caller). Holds nothing that has
// ended, so it needs no bound of its own.

export class InFlight<Work> {
  readonly #byTopic = new Map<object, Map<string, Work>>();

  get(topic: object, key: string): Work | undefined {
    return this.#byTopic.get(topic)?.get(key);
  }

  /** Whatever was under way for the same goes on unshared. */
  add(topic: object, key: string, work: Work): void {
    const ofTopic = this.#byTopic.get(topic);
    if (ofTopic === undefined) this.#byTopic.set(topic, new Map([[key, work]]));
    else ofTopic.set(key, work);
  }

  /** Without effect where other work has taken its place. */
  remove(topic: object, key: string, work: Work): void {
    const ofTopic = this.#byTopic.get(topic);
    if (ofTopic?.get(key) !== work) return;
    ofTopic.delete(key);
    if (ofTopic.size === 0) this.#byTopic.delete(topic);
  }

  /** From now on nothing that is under way is shared with who comes later. */
  clear(): void {
    this.#byTopic.clear();
  }
}
