// What becomes of SQL when its request is over. On a server a statement is cancelled there, and nothing else is; what waits for
// a connection never begins, on PGlite either.

import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../../subgraphs/kit/store/openStore.js';
import { stopWhenAborted } from '../../../../subgraphs/kit/store/stopWhenAborted.js';
import { seededRandom } from '../../../../subgraphs/kit/synthetic/seededRandom.js';
import { storeTargets } from '../../../kit/stores.js';
import { waitFor } from '../../../kit/waitFor.js';

interface Tables {
  note: { id: string };
}

const migrations: Record<string, Migration> = {
  '0001_note': {
    up: async (db: Kysely<unknown>) => {
      await db.schema.createTable('note').addColumn('id', 'text', (column) => column.primaryKey()).execute();
    },
  },
};

/** As connectServer has it. */
const POOL_SIZE = 10;

const TIMED_OUT = { extensions: { code: 'REQUEST_TIMEOUT' } };

const targets = storeTargets();

describe.each(targets)('what waits for a connection on $name', ({ target, name }) => {
  let store: Store<Tables>;
  beforeAll(async () => {
    store = await openStore<Tables>({ target, name: 'kit-waiting', migrations });
  });
  afterAll(() => store.close());

  it('does not begin when its request is over meanwhile, and the connection goes to the next', async () => {
    const request = new AbortController();
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    let heldCount = 0;
    const connections = name === 'PGlite' ? 1 : POOL_SIZE;
    const holders = Array.from({ length: connections }, () =>
      store.db.connection().execute(async () => {
        heldCount += 1;
        await released;
      }),
    );
    await waitFor('every connection to be held', () => heldCount === connections);
    const waiting = stopWhenAborted(store.db, request.signal).insertInto('note').values({ id: 'too late' }).execute();
    const refused = expect(waiting).rejects.toMatchObject(TIMED_OUT);
    const next = store.db.insertInto('note').values({ id: 'next' }).execute();
    request.abort();
    release();
    await refused;
    await Promise.all([...holders, next]);
    expect(await store.db.selectFrom('note').select('id').execute()).toEqual([{ id: 'next' }]);
  });
});

describe.each(targets.filter(({ name }) => name === 'PostgreSQL'))('a statement that runs on $name', ({ target }) => {
  let store: Store<Tables>;
  let onlooker: Client;
  let request: AbortController;
  let ofRequest: Kysely<Tables>;

  beforeAll(async () => {
    store = await openStore<Tables>({ target, name: 'kit-cancel', migrations });
    onlooker = new Client({ connectionString: target.kind === 'postgres' ? target.url : '' });
    await onlooker.connect();
  });
  afterAll(async () => {
    await onlooker?.end();
    await store?.close();
  });
  beforeEach(() => {
    request = new AbortController();
    ofRequest = stopWhenAborted(store.db, request.signal);
  });
  afterEach(() => sql`delete from note`.execute(store.db));

  /** Statements of this database that the server works on, but for the onlooker's own. */
  async function runningCount(): Promise<number> {
    const { rows } = await onlooker.query<{ count: number }>(
      "select count(*)::int as count from pg_stat_activity where datname = current_database() and state = 'active' and query like '%pg_sleep%' and pid <> pg_backend_pid()",
    );
    return rows[0]?.count ?? Number.NaN;
  }

  const begun = (count: number) => waitFor(`${count} statements to run on the server`, async () => (await runningCount()) === count);
  const sleepFor = (seconds: number, db: Kysely<Tables> = ofRequest) => sql<{ slept: number }>`select ${seconds}::float as slept, pg_sleep(${seconds})`.execute(db);

  it('is cancelled on the server when its request is over, and all connections serve others', async () => {
    const sleeping = sleepFor(600);
    const refused = expect(sleeping).rejects.toMatchObject(TIMED_OUT);
    await begun(1);
    request.abort();
    await refused;
    expect(await runningCount()).toBe(0);
    const others = await Promise.all(Array.from({ length: POOL_SIZE }, () => sleepFor(0.01, store.db)));
    expect(others).toHaveLength(POOL_SIZE);
  });

  it('is cancelled while every connection of the pool is taken, and only it is', async () => {
    const other = new AbortController();
    const others = Array.from({ length: POOL_SIZE - 1 }, () => sleepFor(600, stopWhenAborted(store.db, other.signal)));
    const othersRefused = Promise.all(others.map((each) => expect(each).rejects.toMatchObject(TIMED_OUT)));
    const refused = expect(sleepFor(600)).rejects.toMatchObject(TIMED_OUT);
    await begun(POOL_SIZE);
    request.abort();
    await refused;
    expect(await runningCount()).toBe(POOL_SIZE - 1);
    other.abort();
    await othersRefused;
    expect(await runningCount()).toBe(0);
  });

  it('takes its transaction back whole', async () => {
    const cutOff = ofRequest.transaction().execute(async (transaction) => {
      await transaction.insertInto('note').values({ id: 'in time' }).execute();
      await sleepFor(600, transaction);
      await transaction.insertInto('note').values({ id: 'after' }).execute();
    });
    const refused = expect(cutOff).rejects.toMatchObject(TIMED_OUT);
    await begun(1);
    request.abort();
    await refused;
    expect(await store.db.selectFrom('note').selectAll().execute()).toEqual([]);
  });

  it('is answered where it ends before its request, and refused where the request is over before it', async () => {
    expect((await sleepFor(0.01)).rows[0]?.slept).toBe(0.01);
    request.abort();
    await expect(sleepFor(0.01)).rejects.toMatchObject(TIMED_OUT);
  });

  it('fails in its own words where it fails by itself', async () => {
    await expect(sql`select nonsense`.execute(ofRequest)).rejects.toMatchObject({ code: '42703' });
  });

  it('is the only one that its cancellation reaches, however late that is', async () => {
    const random = seededRandom('late cancellations');
    let cutOffCount = 0;
    // Statements of many requests follow each other on the same connections, and most are cancelled about when they end.
    const request = async (): Promise<void> => {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), random.next() * 6);
      await sleepFor(random.next() * 0.006, stopWhenAborted(store.db, controller.signal)).catch((error: unknown) => {
        expect(error).toMatchObject(TIMED_OUT);
        cutOffCount += 1;
      });
      clearTimeout(timer);
      // Another's, that nobody cancels.
      await sleepFor(0.001, store.db);
    };
    for (let round = 0; round < 20; round += 1) await Promise.all(Array.from({ length: 3 * POOL_SIZE }, request));
    expect(cutOffCount).toBeGreaterThan(20);
    expect(await runningCount()).toBe(0);
  });
});
