// A mutation is carried out once for each key, over both stores.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../../../schema/contract/Caller.js';
import { IDEMPOTENCY_MIGRATION, type IdempotencyTable } from '../../../../subgraphs/kit/idempotency/idempotencyTable.js';
import { once, type KeyedRequest } from '../../../../subgraphs/kit/idempotency/once.js';
import { openStore, type Store } from '../../../../subgraphs/kit/store/openStore.js';
import { storeTargets } from '../../../kit/stores.js';

interface Tables extends IdempotencyTable {
  entry: { id: number; text: string };
}

const migrations = {
  '0001_entry': {
    up: async (db: Store<Tables>['db']) => {
      await db.schema
        .createTable('entry')
        .addColumn('id', 'integer', (column) => column.primaryKey().generatedAlwaysAsIdentity())
        .addColumn('text', 'text', (column) => column.notNull())
        .execute();
    },
  },
  '0002_idempotency': IDEMPOTENCY_MIGRATION,
};

const NOW = new Date('2026-03-02T09:00:00.000Z');
const ONE: Caller = { issuer: 'https://issuer.example', subject: 'one', scopes: [], regions: [] };

const targets = storeTargets();

describe.each(targets)('on $name', ({ target }) => {
  let store: Store<Tables>;
  beforeAll(async () => {
    store = await openStore<Tables>({ target, name: 'kit-once', migrations });
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    await store.db.deleteFrom('entry').execute();
    await store.db.deleteFrom('idempotency_key').execute();
  });

  const entries = async () => (await store.db.selectFrom('entry').select('text').orderBy('id').execute()).map(({ text }) => text);

  /** Writes a text, once for the key. */
  const write = (text: string, request: Partial<KeyedRequest> = {}, act?: () => Promise<never>) =>
    store.db.transaction().execute((transaction) =>
      once(transaction, { caller: ONE, operation: 'write', key: 'key-1', input: { text }, now: NOW, ...request }, async () => {
        const { id } = await transaction.insertInto('entry').values({ text } as never).returning('id').executeTakeFirstOrThrow();
        await act?.();
        return { id, text };
      }),
    );

  it('what was carried out is told again, and not done again', async () => {
    const first = await write('a');
    expect(first).toEqual({ kind: 'carriedOut', outcome: { id: expect.any(Number) as number, text: 'a' } });
    expect(await write('a')).toEqual(first);
    expect(await write('a', { now: new Date('2030-01-01T00:00:00.000Z') })).toEqual(first);
    expect(await entries()).toEqual(['a']);
  });

  it('another input under the same key is refused, and does nothing', async () => {
    await write('a');
    expect(await write('b')).toEqual({ kind: 'keyReused' });
    expect(await entries()).toEqual(['a']);
  });

  it.each<[string, Partial<KeyedRequest>]>([
    ['another key', { key: 'key-2' }],
    ['another mutation', { operation: 'write-other' }],
    ['another account', { caller: { ...ONE, subject: 'two' } }],
    ['an account of the same name at another issuer', { caller: { ...ONE, issuer: 'https://other.example' } }],
    ['nobody who is known', { caller: undefined }],
  ])('%s is another request', async (_what, request) => {
    await write('a');
    expect(await write('b', request)).toMatchObject({ kind: 'carriedOut', outcome: { text: 'b' } });
    expect(await entries()).toEqual(['a', 'b']);
  });

  it('what a token says more of an account does not make it another', async () => {
    const first = await write('a');
    expect(await write('a', { caller: { ...ONE, scopes: ['ops'], regions: ['35'] } })).toEqual(first);
  });

  it('the same input in another order is the same', async () => {
    const first = await write('a', { input: { text: 'a', at: NOW, list: [{ x: 1, y: 2 }] } });
    expect(await write('a', { input: { list: [{ y: 2, x: 1 }], at: new Date(NOW), text: 'a' } })).toEqual(first);
    expect(await write('a', { input: { text: 'a', at: NOW, list: [{ x: 2, y: 1 }] } })).toEqual({ kind: 'keyReused' });
  });

  it('of many who come at once with one key, one does it and all are told the same', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => write('a')));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ kind: 'carriedOut' });
    expect(await entries()).toEqual(['a']);
  });

  it('of two who come at once with one key and two inputs, one is refused', async () => {
    const answers = await Promise.all([write('a'), write('b')]);
    expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['carriedOut', 'keyReused']);
    expect(await entries()).toHaveLength(1);
  });

  it('what fails leaves the key unused, also for who waited at it', async () => {
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const { promise: failure, reject: fail } = Promise.withResolvers<never>();
    const first = write('a', {}, () => {
      begin();
      return failure;
    });
    await begun;
    const second = write('a');
    fail(new Error('no room'));
    const [failed, waited] = await Promise.allSettled([first, second]);
    expect(failed).toMatchObject({ status: 'rejected', reason: { message: 'no room' } });
    expect(waited).toMatchObject({ status: 'fulfilled', value: { kind: 'carriedOut' } });
    expect(await entries()).toEqual(['a']);
  });

  it.each(['k', 'k'.repeat(128), '0f0c1d1e-6f0e-4c3e-9d55-0a1b2c3d4e5f'])('the key %s is well formed', async (key) => {
    expect(await write('a', { key })).toMatchObject({ kind: 'carriedOut' });
  });

  it.each(['', 'k'.repeat(129), 'a b', 'a\u0000', 'кілт'])('the key %j is refused, and nothing is done', async (key) => {
    await expect(write('a', { key })).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(await entries()).toEqual([]);
  });
});
