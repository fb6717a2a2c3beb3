// A public code list: codes and names that any agency may show without asking another. Built once
// from a data file; lookups are by exact code.

export interface ClassifierEntry {
  readonly code: string;
  /** English name. */
  readonly name: string;
}

export interface Classifier<Entry extends ClassifierEntry> {
  /** Every entry, in the order of the data file (by code). */
  readonly entries: readonly Entry[];
  /** The entry of a code, or undefined for a code that the list does not know. */
  find(code: string): Entry | undefined;
}

/** @throws Error when a code stands twice: a list that contradicts itself must not be served. */
export function createClassifier<Entry extends ClassifierEntry>(entries: readonly Entry[]): Classifier<Entry> {
  const byCode = new Map(entries.map((entry) => [entry.code, Object.freeze(entry)]));
  if (byCode.size !== entries.length) throw new Error('a classifier lists the same code twice');
  return { entries: Object.freeze([...entries]), find: (code) => byCode.get(code) };
}
