// Filling a register with synthetic cases: numbers go on where they ended, and it is all or nothing.

import type { Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addCases, MAX_ADDED_CASES, seedIfEmpty } from '../../../../subgraphs/kit/seed/addCases.js';
import { readSeedState } from '../../../../subgraphs/kit/seed/seedState.js';
import { openAgencyStore } from '../../../../subgraphs/kit/store/openAgencyStore.js';
import type { Store } from '../../../../subgraphs/kit/store/openStore.js';
import { DEFAULT_CASE_COUNT } from '../../../../subgraphs/kit/synthetic/createSyntheticWorld.js';
import type { SyntheticWorld } from '../../../../subgraphs/kit/synthetic/SyntheticWorld.js';
import { storeTargets } from '../../../kit/stores.js';
import { tinyAgency, type TinyTables } from '../serve/tinyAgency.js';

const on = (day: string) => ({ now: () => new Date(`${day}T09:00:00Z`) });

describe.each(storeTargets())('cases added on $name', ({ target }) => {
  let store: Store<TinyTables>;
  let db: Kysely<TinyTables>;

  beforeAll(async () => {
    store = await openAgencyStore(tinyAgency, target);
    db = store.db;
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    await db.deleteFrom('tiny').execute();
    await db.deleteFrom('synthetic_seed' as keyof TinyTables).execute();
  });

  const count = async (): Promise<number> =>
    (await db.selectFrom('tiny').select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count;

  it('go on with the numbers, and keep the first day of seeding', async () => {
    expect(await addCases(tinyAgency, db, on('2026-03-02'), { applicants: 2 })).toMatchObject({ seededOn: '2026-03-02' });
    expect(await addCases(tinyAgency, db, on('2026-03-09'), { applicants: 3 })).toEqual({ seededOn: '2026-03-02', cases: DEFAULT_CASE_COUNT + 5 });
    const rows = await db.selectFrom('tiny').selectAll().orderBy('id').execute();
    expect(rows.map(({ id }) => Number(id.slice('case-'.length)))).toEqual(Array.from({ length: DEFAULT_CASE_COUNT + 5 }, (_, index) => index + 1));
  });

  it.each([1, 22, 23, 5_000])('are %i more behind the first world, where the register was never seeded', async (applicants) => {
    const { cases } = await addCases(tinyAgency, db, on('2026-03-02'), { applicants });
    expect([cases, await count()]).toEqual([DEFAULT_CASE_COUNT + applicants, DEFAULT_CASE_COUNT + applicants]);
  });

  it('are the stories and the crowd where the register is empty, once', async () => {
    const first = await seedIfEmpty(tinyAgency, db, on('2026-03-02'));
    expect(first).toEqual({ seededOn: '2026-03-02', cases: DEFAULT_CASE_COUNT });
    expect(await seedIfEmpty(tinyAgency, db, on('2026-03-09'))).toEqual(first);
    expect(await count()).toBe(DEFAULT_CASE_COUNT);
  });

  it('are the stories once, also where two processes find the register empty at the same time', async () => {
    await Promise.all([1, 2].map(() => seedIfEmpty(tinyAgency, db, on('2026-03-02'))));
    expect(await count()).toBe(DEFAULT_CASE_COUNT);
  });

  it('come in parts of a thousand, so that many take no more memory than few', async () => {
    const worlds: SyntheticWorld[] = [];
    const recording = { ...tinyAgency, seed: (_db: unknown, world: SyntheticWorld) => Promise.resolve(void worlds.push(world)) };
    await addCases(recording, db, on('2026-03-02'), { applicants: 2_001 - DEFAULT_CASE_COUNT });
    expect(worlds.map(({ cases }) => [cases[0]?.number, cases.length])).toEqual([[1, 1_000], [1_001, 1_000], [2_001, 1]]);
  });

  it('are all there or none', async () => {
    let parts = 0;
    const failing = {
      ...tinyAgency,
      seed: async (transaction: Kysely<TinyTables>, world: SyntheticWorld) => {
        parts += 1;
        if (parts === 2) throw new Error('cut off');
        await tinyAgency.seed(transaction, world);
      },
    };
    await expect(addCases(failing, db, on('2026-03-02'), { applicants: 1_500 })).rejects.toThrow('cut off');
    expect(await count()).toBe(0);
    expect(await readSeedState(db)).toBeNull();
  });

  it('that two ask for at the same time have different numbers', async () => {
    await Promise.all([1, 2, 3].map(() => addCases(tinyAgency, db, on('2026-03-02'), { applicants: 2 })));
    expect(await count()).toBe(DEFAULT_CASE_COUNT + 6);
    expect(await readSeedState(db)).toEqual({ seededOn: '2026-03-02', cases: DEFAULT_CASE_COUNT + 6 });
  });
});

describe('the number of cases to add', () => {
  const seeded: number[] = [];
  /** A register and an agency that only note how much they were asked for: 100,000 cases are a minute of work. */
  const noting = { ...tinyAgency, seed: (_db: unknown, world: SyntheticWorld) => Promise.resolve(void seeded.push(world.cases.length)) };
  let store: Store<TinyTables>;

  beforeAll(async () => {
    store = await openAgencyStore(tinyAgency, { kind: 'memory' });
    await seedIfEmpty(tinyAgency, store.db, on('2026-03-02'));
  });
  afterAll(() => store.close());
  beforeEach(() => void (seeded.length = 0));

  it.each([1, MAX_ADDED_CASES])('may be %i', async (applicants) => {
    await addCases(noting, store.db, on('2026-03-02'), { applicants });
    expect(seeded.reduce((sum, part) => sum + part, 0)).toBe(applicants);
  });

  it.each([
    [{ applicants: 0 }, 'seed/applicants: must be >= 1'],
    [{ applicants: MAX_ADDED_CASES + 1 }, 'seed/applicants: must be <= 100000'],
    [{ applicants: 1.5 }, 'seed/applicants: must be integer'],
    [{ applicants: '5' }, 'seed/applicants: must be integer'],
    [{}, 'seed: must have required properties applicants'],
    [{ applicants: 1, persons: 2 }, 'seed: does not know persons'],
    [undefined, 'seed: must be object'],
  ])('may not be %j', async (request, message) => {
    await expect(addCases(noting, store.db, on('2026-03-02'), request)).rejects.toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT' } });
    expect(seeded).toEqual([]);
  });
});
