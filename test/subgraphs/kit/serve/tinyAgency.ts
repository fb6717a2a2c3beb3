// An agency of one query type whose fields do what a test of the kit needs: answer, fail, ask the store.

import 'reflect-metadata';
import { sql, type Kysely } from 'kysely';
import { Ctx, Directive, Field, FieldResolver, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { Agency, RequestContext } from '../../../../subgraphs/kit/Agency.js';
import { badInput } from '../../../../subgraphs/kit/errors/badInput.js';
import { REFERENCE_DATA } from '../../../../subgraphs/kit/schema/referenceData.js';
import { insertRows } from '../../../../subgraphs/kit/store/insertRows.js';

export interface TinyTables {
  tiny: { id: string };
}

interface TinyContext extends RequestContext {
  readonly db: Kysely<TinyTables>;
}

@ObjectType()
class Tiny {
  @Field(() => String)
  id: string;
}

@ObjectType()
class Colour {
  @Directive(REFERENCE_DATA)
  @Field(() => String)
  name: string;

  @Field(() => Int)
  left: number;

  @Directive(REFERENCE_DATA)
  @Field(() => String, { nullable: true })
  broken: string | null;
}

@Resolver(() => Colour)
class ColourResolver {
  @Directive(REFERENCE_DATA)
  @Query(() => [Colour])
  colours(): Pick<Colour, 'name' | 'left'>[] {
    return [{ name: 'blue', left: 2 }];
  }

  @FieldResolver(() => String, { nullable: true })
  broken(): string {
    throw new Error('broken');
  }
}

@Resolver()
class TinyResolver {
  @Query(() => String)
  now(@Ctx() { clock }: TinyContext): string {
    return clock.now().toISOString();
  }

  @Query(() => String)
  requestId(@Ctx() { requestId }: TinyContext): string {
    return requestId;
  }

  /** Who asks, why and about which case, as JSON; what is undefined is left out. */
  @Query(() => String)
  whoAsks(@Ctx() { caller, purpose, caseId, consent }: TinyContext): string {
    return JSON.stringify({ caller, purpose, caseId, consent });
  }

  @Query(() => String, { nullable: true })
  callersMistake(): string {
    throw badInput('first must be from 1 to 100, got 0');
  }

  @Query(() => String, { nullable: true })
  async ourFault(@Ctx() { db }: TinyContext): Promise<string> {
    await db.insertInto('tiny').values({ id: 'a person’s name' }).execute();
    await db.insertInto('tiny').values({ id: 'a person’s name' }).execute();
    return 'never';
  }

  /** Says by a statement that it has begun, and makes another when the request is over. */
  @Query(() => String, { nullable: true })
  async afterTheSignal(@Ctx() { db, signal }: TinyContext): Promise<string> {
    await sql`select 'begun'`.execute(db);
    // On a busy machine the first statement can outlast the request.
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    await sql`select 'too late'`.execute(db);
    return 'never';
  }

  @Query(() => [Tiny])
  all(@Ctx() { db }: TinyContext): Promise<Tiny[]> {
    return db.selectFrom('tiny').selectAll().orderBy('id').execute();
  }

  @Query(() => Int)
  async count(@Ctx() { db }: TinyContext): Promise<number> {
    return (await db.selectFrom('tiny').select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count;
  }
}

export const tinyAgency: Agency<TinyTables, TinyContext> = {
  name: 'applicants',
  resolvers: [TinyResolver, ColourResolver],
  orphanedTypes: [],
  references: {},
  migrations: {
    '0001_tiny': {
      up: async (db) => {
        await db.schema.createTable('tiny').addColumn('id', 'text', (column) => column.primaryKey()).execute();
      },
    },
  },
  referenceDataMaxAgeSeconds: 60,
  createContext: (request, db) => ({ ...request, db }),
  seed: (db, world) => insertRows(db, 'tiny', world.cases.map((one) => ({ id: one.applicationId }))),
};
