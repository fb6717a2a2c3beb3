// Adds synthetic cases to a register: the first 200 with their stories, or N more for load. All or
// nothing: a seeding that is cut off leaves the register as it was.

import type { Kysely } from 'kysely';
import { Type } from 'typebox';
import { Errors } from 'typebox/value';
import type { Agency, RequestContext } from '../Agency.js';
import { badInput } from '../errors/badInput.js';
import { createSyntheticWorld, DEFAULT_CASE_COUNT } from '../synthetic/createSyntheticWorld.js';
import { businessDate } from '../time/calendarDate.js';
import type { Clock } from '../time/Clock.js';
import { readSeedState, writeSeedState, type SeedState } from './seedState.js';

/** Cases that one call may add: about a minute of work. */
export const MAX_ADDED_CASES = 100_000;

const SeedRequest = Type.Object(
  { applicants: Type.Integer({ minimum: 1, maximum: MAX_ADDED_CASES }) },
  { additionalProperties: false },
);

/** Cases of one transaction's insert statements; keeps the memory of a large seeding flat. */
const CHUNK = 1_000;

/**
 * @param request `{ applicants: N }`, 1 to MAX_ADDED_CASES.
 * @throws GraphQLError BAD_USER_INPUT that says what was expected.
 */
export async function addCases<Database, Context extends RequestContext>(
  agency: Agency<Database, Context>,
  db: Kysely<Database>,
  clock: Clock,
  request: unknown,
): Promise<SeedState> {
  const [problem] = Errors(SeedRequest, request);
  if (problem) throw badInput(`seed${problem.instancePath}: ${problem.message}`);
  return extend(agency, db, clock, (request as { applicants: number }).applicants);
}

/** Fills a register that was never seeded; leaves any other as it is. */
export async function seedIfEmpty<Database, Context extends RequestContext>(
  agency: Agency<Database, Context>,
  db: Kysely<Database>,
  clock: Clock,
): Promise<SeedState> {
  return (await readSeedState(db)) ?? extend(agency, db, clock, DEFAULT_CASE_COUNT);
}

async function extend<Database, Context extends RequestContext>(
  agency: Agency<Database, Context>,
  db: Kysely<Database>,
  clock: Clock,
  count: number,
): Promise<SeedState> {
  return db.transaction().execute(async (transaction) => {
    const before = (await readSeedState(transaction)) ?? { seededOn: businessDate(clock.now()), cases: 0 };
    for (let done = 0; done < count; done += CHUNK) {
      await agency.seed(
        transaction,
        createSyntheticWorld({
          seededOn: before.seededOn,
          from: before.cases + done + 1,
          count: Math.min(CHUNK, count - done),
        }),
      );
    }
    const after = { seededOn: before.seededOn, cases: before.cases + count };
    await writeSeedState(transaction, after);
    return after;
  });
}
