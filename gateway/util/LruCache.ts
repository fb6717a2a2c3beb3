// A bounded map that forgets what was used least recently. Every entry has a weight; the sum of all
// weights never exceeds `maxWeight`. A Map keeps insertion order, so "used" is delete-and-insert and
// the first key is always the oldest: every operation is O(1), except that one heavy insert may evict
// several light entries.

interface Entry<Value> {
  readonly value: Value;
  readonly weight: number;
}

export class LruCache<Value> {
  readonly #entries = new Map<string, Entry<Value>>();
  readonly #maxWeight: number;
  #weight = 0;

  /** @param maxWeight greatest sum of weights held; a single entry heavier than this is never kept. */
  constructor(maxWeight: number) {
    this.#maxWeight = maxWeight;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Sum of the weights that are held: never more than the bound. */
  get weight(): number {
    return this.#weight;
  }

  /** From the one used least recently to the last; looking at them is no use of them. */
  *values(): IterableIterator<Value> {
    for (const { value } of this.#entries.values()) yield value;
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  delete(key: string): void {
    this.#remove(key);
  }

  set(key: string, value: Value, weight: number): void {
    this.#remove(key);
    if (weight > this.#maxWeight) return;
    this.#entries.set(key, { value, weight });
    this.#weight += weight;
    for (const oldest of this.#entries.keys()) {
      if (this.#weight <= this.#maxWeight) break;
      this.#remove(oldest);
    }
  }

  #remove(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    this.#weight -= entry.weight;
  }
}
