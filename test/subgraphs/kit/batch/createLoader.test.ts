// Loaders: many asked at once are one statement, and what was not found is null or empty, in its place.

import { describe, expect, it } from 'vitest';
import { createListLoader, createLoader } from '../../../../subgraphs/kit/batch/createLoader.js';

const ROWS = [
  { id: 'b', place: 2 },
  { id: 'a', place: 1 },
  { id: 'b', place: 3 },
];

function recordingLoad(rows: typeof ROWS) {
  const batches: (readonly string[])[] = [];
  const load = (keys: readonly string[]) => {
    batches.push(keys);
    return Promise.resolve(rows.filter(({ id }) => keys.includes(id)));
  };
  return { batches, load };
}

describe('a loader', () => {
  it('asks once for all keys of a batch, and gives null where there is no row', async () => {
    const { batches, load } = recordingLoad(ROWS.slice(0, 2));
    const loader = createLoader(load, ({ id }) => id);
    const rows = await Promise.all([loader.load('a'), loader.load('none'), loader.load('b'), loader.load('a')]);
    expect(rows).toEqual([{ id: 'a', place: 1 }, null, { id: 'b', place: 2 }, { id: 'a', place: 1 }]);
    expect(batches).toEqual([['a', 'none', 'b']]);
  });

  it('gives a failed batch to everybody who waits for it', async () => {
    const loader = createLoader<string, { id: string }>(() => Promise.reject(new Error('down')), ({ id }) => id);
    const outcomes = await Promise.allSettled([loader.load('a'), loader.load('b')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});

describe('a loader of lists', () => {
  it('gives each key its rows in the order of the query, and an empty list where there are none', async () => {
    const { batches, load } = recordingLoad(ROWS);
    const loader = createListLoader(load, ({ id }) => id);
    const lists = await Promise.all([loader.load('b'), loader.load('none'), loader.load('a')]);
    expect(lists.map((rows) => rows.map(({ place }) => place))).toEqual([[2, 3], [], [1]]);
    expect(batches).toEqual([['b', 'none', 'a']]);
  });
});
