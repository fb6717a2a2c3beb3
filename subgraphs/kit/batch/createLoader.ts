// DataLoaders over batch queries: one SQL statement per batch, whatever the number of rows asked for.
// The key is the entity's @key only; a loader lives as long as one request.

import DataLoader from 'dataloader';

/** One row per key, or null. */
export function createLoader<Key extends string, Row>(
  load: (keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
): DataLoader<Key, Row | null> {
  return new DataLoader(async (keys) => {
    const byKey = new Map((await load(keys)).map((row) => [keyOf(row), row]));
    return keys.map((key) => byKey.get(key) ?? null);
  });
}

/** All rows of each key, in the order the query gave them. */
export function createListLoader<Key extends string, Row>(
  load: (keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
): DataLoader<Key, readonly Row[]> {
  return new DataLoader(async (keys) => {
    const byKey = Map.groupBy(await load(keys), keyOf);
    return keys.map((key) => byKey.get(key) ?? []);
  });
}
