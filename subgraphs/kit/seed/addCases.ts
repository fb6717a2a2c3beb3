// Adds synthetic cases to a register: the first world with its stories, or N more for load. All or
// nothing: a seeding that is cut off leaves the register as it was.

import type { Kysely } from 'kysely';
import { Type } from 'typebox';
import type { Agency, RequestContext } from '../Agency.js';
import { readInput } from '../errors/readInput.js';
import { createSyntheticWorld, DEFAULT_CASE_COUNT } from '../synthetic/createSyntheticWorld.js';
import { businessDate } from '../time/calendarDate.js';
import type { Clock } from '../time/Clock.js';
import { lockSeedState, readSeedState, writeSeedState, type SeedState } from './seedState.js';

/** Cases that one call may add: about a minute of work. */
export const MAX_ADDED_CASES = 100_000;

const SeedRequest = Type.Object(
  { applicants: Type.Integer({ minimum: 1, maximum: MAX_ADDED_CASES }) },
  { additionalProperties: false },
);

/** Cases of one transaction's insert statements; keeps the memory of a large seeding flat. */
const CHUNK = 1_000;

/**
 * Adds N cases. A register that was never seeded gets its first world before them: the stories rest on
 * cases behind them, so a part of that world would tell some of them wrongly.
 * @param request `{ applicants: N }`, 1 to MAX_ADDED_CASES.
 * @throws GraphQLError BAD_USER_INPUT that says what was expected.
 */
export async function addCases<Database, Context extends RequestContext>(
  agency: Agency<Database, Context>,
  db: Kysely<Database>,
  clock: Clock,
  request: unknown,
): Promise<SeedState> {
  const { applicants } = readInput('seed', SeedRequest, request);
  return extend(agency, db, clock, (before) => (before === null ? DEFAULT_CASE_COUNT : 0) + applicants);
}

/** Fills a register that was never seeded; leaves any other as it is. */
export async function seedIfEmpty<Database, Context extends RequestContext>(
  agency: Agency<Database, Context>,
  db: Kysely<Database>,
  clock: Clock,
): Promise<SeedState> {
  return extend(agency, db, clock, (before) => (before === null ? DEFAULT_CASE_COUNT : 0));
}

async function extend<Database, Context extends RequestContext>(
  agency: Agency<Database, Context>,
  db: Kysely<Database>,
  clock: Clock,
  countAfter: (before: SeedState | null) => number,
): Promise<SeedState> {
  return db.transaction().execute(async (transaction) => {
    // Two that add at the same time would give the same numbers twice.
    await lockSeedState(transaction);
    const before = await readSeedState(transaction);
    const count = countAfter(before);
    const { seededOn, cases } = before ?? { seededOn: businessDate(clock.now()), cases: 0 };
    for (let done = 0; done < count; done += CHUNK) {
      const world = createSyntheticWorld({ seededOn, from: cases + done + 1, count: Math.min(CHUNK, count - done) });
      await agency.seed(transaction, world);
    }
    const after = { seededOn, cases: cases + count };
    await writeSeedState(transaction, after);
    return after;
  });
}
