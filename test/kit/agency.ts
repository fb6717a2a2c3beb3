// An agency in the test's own process, without a port: its schema built as the process builds it, its
// store opened and migrated, its clock standing still. What comes back is what a caller would read.

import { graphql, type GraphQLSchema } from 'graphql';
import type { Kysely } from 'kysely';
import { EVERYBODY } from '../../subgraphs/kit/access/Viewer.js';
import type { Agency, RequestContext } from '../../subgraphs/kit/Agency.js';
import { createRequestContext } from '../../subgraphs/kit/createRequestContext.js';
import { buildAgencySchema } from '../../subgraphs/kit/schema/buildAgencySchema.js';
import { openAgencyStore } from '../../subgraphs/kit/store/openAgencyStore.js';
import type { Store } from '../../subgraphs/kit/store/openStore.js';
import type { StoreTarget } from '../../subgraphs/kit/store/StoreTarget.js';
import { createSyntheticWorld, DEFAULT_CASE_COUNT } from '../../subgraphs/kit/synthetic/createSyntheticWorld.js';
import type { CalendarDate } from '../../subgraphs/kit/time/calendarDate.js';

export interface TestAgencyOptions {
  /** The instant at which every request is answered. */
  readonly now: Date;
  /** Business date on which the register is filled with synthetic cases; left out, it holds what the migrations bring. */
  readonly seededOn?: CalendarDate;
  /** Cases to fill it with; the stories are the first. Default: those of a fresh store (200). */
  readonly cases?: number;
  /** Default: in memory. */
  readonly target?: StoreTarget;
}

export interface TestAgency<Database> extends AsyncDisposable {
  readonly schema: GraphQLSchema;
  /** What the agency publishes. */
  readonly sdl: string;
  readonly db: Kysely<Database>;
  /** See Store. */
  readonly seenBy: Store<Database>['seenBy'];
  /** SQL statements of the last `execute` or `resolveEntities`, in order. Run one at a time where they are counted. */
  readonly statements: readonly string[];
  execute<Data = Record<string, unknown>>(query: string, variables?: Variables, request?: Partial<RequestContext>): Promise<TestResult<Data>>;
  /**
   * Resolves references as the gateway asks for them, and gives the entities back in their order.
   * @param representations key and required fields, without `__typename`
   * @param selection what to select of the entity: `placement { status }`
   * @throws Error with the messages where the answer has errors; to read those, `execute` an `_entities` query.
   */
  resolveEntities<Entity = Record<string, unknown>>(
    typeName: string,
    representations: readonly Variables[],
    selection: string,
  ): Promise<Entity[]>;
  close(): Promise<void>;
}

/** Who asks where a test says nothing of it. */
const NOBODY = { caller: undefined, purpose: undefined, caseId: undefined, consent: undefined };

export type Variables = Readonly<Record<string, unknown>>;

/** A response as JSON: dates are text, fields that are undefined do not exist. */
export interface TestResult<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly TestError[];
}

export interface TestError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/**
 * Takes some two seconds: start one per test file and close it in afterAll, or where it lives for one
 * test, hold it with `await using`.
 */
export async function startTestAgency<Database, Context extends RequestContext>(
  agency: Agency<Database, Context>,
  { now, seededOn, cases = DEFAULT_CASE_COUNT, target = { kind: 'memory' } }: TestAgencyOptions,
): Promise<TestAgency<Database>> {
  const statements: string[] = [];
  const { schema, sdl } = await buildAgencySchema(agency);
  const store = await openAgencyStore(agency, target, (sql) => statements.push(sql));
  if (seededOn !== undefined) {
    await agency.seed(store.db, createSyntheticWorld({ seededOn, from: 1, count: cases }));
  }

  const execute = async <Data>(query: string, variables: Variables = {}, request: Partial<RequestContext> = {}): Promise<TestResult<Data>> => {
    statements.length = 0;
    const signal = new AbortController().signal;
    const result = await graphql({
      schema,
      source: query,
      variableValues: variables,
      contextValue: createRequestContext(agency, { clock: { now: () => now }, signal, requestId: 'test', viewer: EVERYBODY, ...NOBODY, ...request }, store),
    });
    return JSON.parse(JSON.stringify(result)) as TestResult<Data>;
  };

  return {
    schema,
    sdl,
    db: store.db,
    seenBy: store.seenBy,
    statements,
    execute,
    resolveEntities: async <Entity>(typeName: string, representations: readonly Variables[], selection: string) => {
      const { data, errors } = await execute<{ _entities: Entity[] }>(
        `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${typeName} { ${selection} } } }`,
        { representations: representations.map((representation) => ({ __typename: typeName, ...representation })) },
      );
      if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
      return data!._entities;
    },
    close: () => store.close(),
    [Symbol.asyncDispose]: () => store.close(),
  };
}
