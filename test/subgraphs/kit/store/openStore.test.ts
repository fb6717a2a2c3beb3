// The store behaves alike over both databases: what one keeps apart, orders or refuses, the other does.

import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../../subgraphs/kit/store/openStore.js';
import type { StoreTarget } from '../../../../subgraphs/kit/store/StoreTarget.js';
import { stopWhenAborted } from '../../../../subgraphs/kit/store/stopWhenAborted.js';
import { storeTargets } from '../../../kit/stores.js';

interface Tables {
  note: { id: string; big: number; day: string; at: Date; facts: object | string };
}

const migrations: Record<string, Migration> = {
  '0001_note': {
    up: async (db) => {
      await db.schema
        .createTable('note')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('big', 'bigint', (column) => column.notNull())
        .addColumn('day', 'date', (column) => column.notNull())
        .addColumn('at', 'timestamptz', (column) => column.notNull())
        .addColumn('facts', 'jsonb', (column) => column.notNull())
        .execute();
    },
  },
};

const note = (id: string): Tables['note'] => ({
  id,
  big: 9_007_199_254_740_991,
  day: '2026-03-02',
  at: new Date('2026-03-01T19:30:00.123Z'),
  facts: JSON.stringify({ places: [1, 2] }),
});

const targets = storeTargets();

describe.each(targets)('a store on $name', ({ target }) => {
  const statements: string[] = [];
  let store: Store<Tables>;
  let db: Kysely<Tables>;

  beforeAll(async () => {
    store = await openStore<Tables>({ target, name: 'kit-test', migrations, onStatement: (text) => statements.push(text) });
    db = store.db;
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    await db.deleteFrom('note').execute();
    statements.length = 0;
  });

  const ids = async (): Promise<string[]> => (await db.selectFrom('note').select('id').orderBy('id').execute()).map(({ id }) => id);

  it('reads int8 as a number, date as text, timestamptz as an instant, and JSON as what it holds', async () => {
    await db.insertInto('note').values(note('a')).execute();
    expect(await db.selectFrom('note').selectAll().execute()).toEqual([{ ...note('a'), facts: { places: [1, 2] } }]);
  });

  it('counts as numbers', async () => {
    await db.insertInto('note').values([note('a'), note('b')]).execute();
    expect(await db.selectFrom('note').select(({ fn }) => fn.countAll<number>().as('count')).execute()).toEqual([{ count: 2 }]);
  });

  it('says how many rows a statement changed', async () => {
    await db.insertInto('note').values([note('a'), note('b')]).execute();
    const [changed] = await db.updateTable('note').set({ big: 1 }).execute();
    expect(changed?.numUpdatedRows).toBe(2n);
  });

  it('keeps a stranger’s statement out of an open transaction: it is not rolled back with it', async () => {
    let strange: Promise<unknown> = Promise.resolve();
    const failed = db.transaction().execute(async (transaction) => {
      await transaction.insertInto('note').values(note('of the transaction')).execute();
      strange = db.insertInto('note').values(note('of a stranger')).execute();
      await transaction.selectFrom('note').selectAll().execute();
      throw new Error('changed its mind');
    });
    await expect(failed).rejects.toThrow('changed its mind');
    await strange;
    expect(await ids()).toEqual(['of a stranger']);
  });

  it('shows nobody what a transaction has not committed', async () => {
    let seen: Promise<string[]> = Promise.resolve([]);
    await db.transaction().execute(async (transaction) => {
      await transaction.insertInto('note').values(note('a')).execute();
      seen = ids();
      await transaction.deleteFrom('note').execute();
    });
    expect(await seen).toEqual([]);
  });

  it('gives the error of a refused statement its SQLSTATE, constraint and table', async () => {
    await db.insertInto('note').values(note('a')).execute();
    await expect(db.insertInto('note').values(note('a')).execute()).rejects.toMatchObject({
      message: expect.stringContaining('duplicate key') as string,
      code: '23505',
      constraint: 'note_pkey',
      table: 'note',
      detail: 'Key (id)=(a) already exists.',
    });
  });

  it('goes on after a refused statement', async () => {
    await expect(sql`select nonsense`.execute(db)).rejects.toThrow('nonsense');
    expect(await ids()).toEqual([]);
  });

  it('reports each statement once, without its parameters', async () => {
    await db.insertInto('note').values(note('a-secret')).execute();
    expect(statements).toHaveLength(1);
    expect(statements[0]).toMatch(/^insert into "note"/);
    expect(statements[0]).not.toContain('a-secret');
  });

  it('begins no statement after the signal of its request, and rolls a transaction back that is cut off', async () => {
    const request = new AbortController();
    const ofRequest = stopWhenAborted(db, request.signal);
    await ofRequest.insertInto('note').values(note('before')).execute();
    statements.length = 0;
    const cutOff = ofRequest.transaction().execute(async (transaction) => {
      await transaction.insertInto('note').values(note('in time')).execute();
      request.abort();
      await transaction.insertInto('note').values(note('too late')).execute();
    });
    await expect(cutOff).rejects.toMatchObject({ extensions: { code: 'REQUEST_TIMEOUT' } });
    await expect(sql`select 1`.execute(ofRequest)).rejects.toMatchObject({ extensions: { code: 'REQUEST_TIMEOUT' } });
    expect(statements.filter((text) => text.startsWith('insert'))).toHaveLength(1);
    expect(await ids()).toEqual(['before']);
  });
});

describe.each(targets)('the life of a store on $name', ({ target }) => {
  const open = (more: Record<string, Migration> = {}): Promise<Store<Tables>> =>
    openStore<Tables>({ target, name: 'kit-life', migrations: { ...migrations, ...more } });

  it('ends only after the statements under way', async () => {
    const store = await open();
    const sleepFor = (seconds: number) => sql`select pg_sleep(${seconds})`.execute(store.db);
    // So that a server's connections are there, and none of the statements still waits for one to be made.
    await Promise.all([1, 2, 3, 4, 5].map(() => sleepFor(0.05)));
    const slow = [1, 2, 3, 4, 5].map((step) => sleepFor(step * 0.02));
    // When the first has ended, each of the others has its connection or stands in the line for it.
    await slow[0];
    await store.close();
    await expect(Promise.all(slow)).resolves.toHaveLength(5);
  });

  it('refuses statements after its end instead of hanging', async () => {
    const store = await open();
    await store.close();
    await expect(sql`select 1`.execute(store.db)).rejects.toThrow();
  });

  it('closes twice without complaint', async () => {
    const store = await open();
    await store.close();
    await expect(store.close()).resolves.toBeUndefined();
  });

  it('names the migration that failed, in one line', async () => {
    const broken: Migration = { up: async (db) => void (await sql`create nonsense`.execute(db)) };
    await expect(open({ '0009_broken': broken })).rejects.toThrow(/^migration 0009_broken failed: syntax error at or near "nonsense"$/);
  });

  it('leaves nothing behind of a migration that failed half-way', async () => {
    const half: Migration = {
      up: async (db) => {
        await db.schema.createTable('half').addColumn('id', 'text').execute();
        throw new Error('stopped');
      },
    };
    await expect(open({ '0009_half': half })).rejects.toThrow('migration 0009_half failed: stopped');
    const store = await open();
    expect((await store.db.introspection.getTables()).map(({ name }) => name)).not.toContain('half');
    await store.close();
  });
});

const servers = targets.flatMap(({ target }) => (target.kind === 'postgres' ? [target] : []));

describe.skipIf(servers.length === 0)('agencies on one server', () => {
  const target = servers[0] as StoreTarget;

  it('have a schema each, with tables and migrations of their own', async () => {
    const one = await openStore<Tables>({ target, name: 'agency-one', migrations });
    const other = await openStore<Tables>({ target, name: 'agency-other', migrations });
    await one.db.insertInto('note').values(note('of one')).execute();
    expect(await other.db.selectFrom('note').selectAll().execute()).toEqual([]);
    await Promise.all([one.close(), other.close()]);
  });

  it('run a migration once, however often they are opened, and whoever opens at the same time', async () => {
    let runs = 0;
    const counted: Record<string, Migration> = {
      '0001_counted': {
        up: async (db) => {
          runs += 1;
          await db.schema.createTable('counted').addColumn('id', 'text').execute();
        },
      },
    };
    const open = (): Promise<Store<Tables>> => openStore<Tables>({ target, name: 'replicas', migrations: counted });
    const together = await Promise.all([open(), open(), open()]);
    together.push(await open());
    await Promise.all(together.map((store) => store.close()));
    expect(runs).toBe(1);
  });
});

describe('a server that cannot be used', () => {
  it('is reported in words, with the setting that names it', async () => {
    const target: StoreTarget = { kind: 'postgres', url: 'postgres://nobody@127.0.0.1:1/none' };
    await expect(openStore({ target, name: 'kit-test', migrations })).rejects.toThrow(
      'the database of DATABASE_URL cannot be used: connect ECONNREFUSED 127.0.0.1:1',
    );
  });
});
