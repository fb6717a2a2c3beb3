// What becomes of a resolver that throws somebody's name, in every way in which one can: it reaches neither the log, at its
// most talkative, nor the caller.

import 'reflect-metadata';
import { setImmediate } from 'node:timers/promises';
import { GraphQLError } from 'graphql';
import { sql, type Kysely } from 'kysely';
import pino from 'pino';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, RequestContext } from '../../../../subgraphs/kit/Agency.js';
import { serveAgency, type ServedAgency } from '../../../../subgraphs/kit/serve/serveAgency.js';
import { openAgencyStore } from '../../../../subgraphs/kit/store/openAgencyStore.js';
import type { Store } from '../../../../subgraphs/kit/store/openStore.js';
import { createCanaries, listCanaries } from '../../../kit/canary/Canary.js';
import { CanarySearch } from '../../../kit/canary/CanarySearch.js';
import { sendProbe } from '../../../kit/canary/Probe.js';
import { storeTargets } from '../../../kit/stores.js';

const canaries = createCanaries();
const { person, iin, name, latinName } = canaries;
const search = new CanarySearch(listCanaries(canaries));
const WORDS = `no ${name} (${iin})\n    at ${person} (file:///${person}.js:1:1)`;

interface Tables {
  persons: { id: string; number: number };
}

interface FaultyContext extends RequestContext {
  readonly db: Kysely<Tables>;
}

class NamedError extends Error {
  override readonly name = latinName;
}

/** By the argument that chooses one. */
const FAULTS: Readonly<Record<string, (db: Kysely<Tables>) => unknown>> = {
  'an error': () => Promise.reject(new Error(WORDS)),
  'an error with a cause': () => Promise.reject(new Error('words', { cause: new Error(WORDS) })),
  'an error of that name': () => Promise.reject(new NamedError(WORDS)),
  'an error with fields': () => Promise.reject(Object.assign(new Error('words'), { code: iin, constraint: person, detail: WORDS, statusCode: 400, extensions: { [latinName]: person } })),
  'errors together': () => Promise.reject(new AggregateError([new Error(WORDS)], WORDS)),
  'a text': () => Promise.reject(WORDS),
  'an object': () => Promise.reject({ message: WORDS, [latinName]: iin }),
  'an error of GraphQL that is the cause of another': () => Promise.reject(new GraphQLError('words', { originalError: new Error(WORDS) })),
  'an error as a value': () => new Error(WORDS),
  'a value of the wrong type': () => ({ [latinName]: person }),
  'a number that is none, to the database': (db) => sql`select ${person}::int`.execute(db),
  'a row that is there already': (db) => db.insertInto('persons').values({ id: person, number: 1 }).execute(),
  'a row that breaks a rule': (db) => db.insertInto('persons').values({ id: `${person} ${name}`, number: -1 }).execute(),
  'SQL that is none': (db) => sql.raw(`select * from "${latinName}" where id = '${person}'`).execute(db),
};

@Resolver()
class FaultyResolver {
  @Query(() => String, { nullable: true })
  async fault(@Arg('kind', () => String) kind: string, @Ctx() { db }: FaultyContext): Promise<string> {
    await setImmediate();
    return (await FAULTS[kind]!(db)) as string;
  }

  @Query(() => String, { nullable: true })
  async found(@Arg('id', () => String) id: string, @Ctx() { db }: FaultyContext): Promise<string | undefined> {
    return (await db.selectFrom('persons').select('id').where('id', '=', id).executeTakeFirst())?.id;
  }
}

const faultyAgency: Agency<Tables, FaultyContext> = {
  name: 'applicants',
  resolvers: [FaultyResolver],
  orphanedTypes: [],
  references: {},
  migrations: {
    '0001_persons': {
      up: async (db) => {
        await db.schema
          .createTable('persons')
          .addColumn('id', 'text', (column) => column.primaryKey())
          .addColumn('number', 'integer', (column) => column.notNull())
          .addCheckConstraint('number_is_positive', sql`number > 0`)
          .execute();
      },
    },
  },
  createContext: (request, db) => ({ ...request, db }),
  seed: () => Promise.resolve(),
};

describe.each(storeTargets())('a resolver of an agency on $name that throws', ({ target }) => {
  /** The caller's own: it may have them back, and the log may not have them either. */
  const own = createCanaries();
  const ownSearch = new CanarySearch(listCanaries(own));
  let log = '';
  let store: Store<Tables>;
  let served: ServedAgency;

  beforeAll(async () => {
    store = await openAgencyStore(faultyAgency, target);
    await store.db.insertInto('persons').values({ id: person, number: 1 }).execute();
    served = await serveAgency({
      agency: faultyAgency,
      register: store,
      rowSecurity: 'off',
      host: '127.0.0.1',
      port: 0,
      clock: { now: () => new Date() },
      logger: pino({ level: 'trace' }, { write: (line: string) => void (log += line) }),
      callPolicy: { kind: 'open' },
      development: false,
    });
  });

  beforeEach(() => {
    log = '';
  });

  afterAll(async () => {
    await served?.close();
    await store?.close();
  });

  it.each(Object.keys(FAULTS))('%s', async (kind) => {
    const body = JSON.stringify({ query: `query ${own.latinName}($kind: String!) { ${own.latinName}: fault(kind: $kind) } # ${own.person}`, variables: { kind } });
    const answer = await sendProbe(served.url, { what: kind, status: 200, headers: { 'x-request-id': own.iin }, body });
    const { data, errors } = JSON.parse(answer.body) as { data: object; errors: unknown[] };
    expect(data).toEqual({ [own.latinName]: null });
    expect(errors).toMatchObject([{ message: 'the agency failed to answer this field', path: [own.latinName], extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(search.search(answer.body, 'what the caller is told')).toEqual([]);
    expect([...search.search(log, 'the log'), ...ownSearch.search(log, 'the log')]).toEqual([]);
  });

  it('over a text that no row can hold says so to the caller, whose doing it is, and fails nothing', async () => {
    const body = JSON.stringify({ query: 'query ($id: String!) { found(id: $id) }', variables: { id: `${person}\u0000` } });
    const { body: answer } = await sendProbe(served.url, { what: 'NUL', status: 200, body });
    expect(JSON.parse(answer)).toEqual({
      data: { found: null },
      errors: [expect.objectContaining({ message: 'a text holds a character that no register can hold', path: ['found'], extensions: { code: 'BAD_USER_INPUT' } })],
    });
    expect(log).toBe('');
  });

  it('is found by its field and its place', async () => {
    await sendProbe(served.url, { what: 'a fault', status: 200, body: JSON.stringify({ query: `{ ${own.latinName}: fault(kind: "a row that breaks a rule") }` }) });
    expect(JSON.parse(log)).toMatchObject({ msg: 'a field failed', field: 'fault', code: '23514', constraint: 'number_is_positive' });
    expect((JSON.parse(log) as { stack: string[] }).stack.length).toBeGreaterThan(0);
  });
});
