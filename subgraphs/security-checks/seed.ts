// The agency's part of a synthetic world: cases sent to the simulated authorities, and what these said.
// Checks are planned by the same rules that plan them in earnest, and written in bulk.

import type { Kysely } from 'kysely';
import { insertRows } from '../kit/store/insertRows.js';
import { seededRandom, type SeededRandom } from '../kit/synthetic/seededRandom.js';
import type { SyntheticCase, SyntheticWorld } from '../kit/synthetic/SyntheticWorld.js';
import { startOfDay, type CalendarDate } from '../kit/time/calendarDate.js';
import type { AuthorityCheck, AuthorityCode, CheckAnswer, CheckOutcome } from './model.js';
import { authorityPolicyVersion } from './policy/authorities.js';
import { plannedChecks } from './rules/plannedChecks.js';
import type { Database } from './store/Database.js';
import { checkRow, requestRow } from './store/rows.js';

const HOUR_MS = 3_600_000;

/** Requests leave at nine in the morning, Kazakhstan time. */
const REQUEST_HOUR = 9;

/** Answers come within three days: inside the shortest term there is, and before a check requested four days ago is looked at. */
const ANSWER_HOURS = { from: 4, to: 3 * 24 - 1 - REQUEST_HOUR } as const;

interface AskedCase extends SyntheticCase {
  readonly checksRequestedOn: CalendarDate;
}

export async function seed(db: Kysely<Database>, world: SyntheticWorld): Promise<void> {
  const asked = world.cases.filter((one): one is AskedCase => one.checksRequestedOn !== null);
  await insertRows(
    db,
    'clearance_request',
    asked.map(({ applicationId, track, checksRequestedOn }) =>
      requestRow({ applicationId, track, requestedOn: checksRequestedOn, policyVersion: authorityPolicyVersion(checksRequestedOn) }),
    ),
  );
  await insertRows(db, 'authority_check', asked.flatMap((one) => checksOf(one).map(checkRow)));
}

function checksOf(one: AskedCase): AuthorityCheck[] {
  const random = seededRandom(`authority checks ${one.number}`);
  const requestedAt = new Date(startOfDay(one.checksRequestedOn).getTime() + REQUEST_HOUR * HOUR_MS);
  const checks = plannedChecks({ ...one, requestedOn: one.checksRequestedOn, requestedAt });
  const special = specialAuthority(one, checks, random);
  return checks.map((check) => ({ ...check, answer: answerOf(one, check.authorityCode === special, requestedAt, random) }));
}

/** The authority that a plot is about: the one that is waited for, silent or against. */
function specialAuthority(one: AskedCase, checks: readonly AuthorityCheck[], random: SeededRandom): AuthorityCode {
  const drawn = random.pick(checks).authorityCode;
  // A story tells of the concurrence that the law names; a nomad's other term is too short to be still waited for.
  return one.story !== null || one.track === 'DIGITAL_NOMAD' ? 'KNB' : drawn;
}

/** Null where the authority has not answered. */
function answerOf(one: AskedCase, special: boolean, requestedAt: Date, random: SeededRandom): CheckAnswer | null {
  const answeredAt = new Date(requestedAt.getTime() + random.integer(ANSWER_HOURS.from, ANSWER_HOURS.to) * HOUR_MS);
  const answer = (outcome: CheckOutcome): CheckAnswer => ({ outcome, answeredAt });
  switch (one.clearance) {
    case 'one-pending':
    case 'one-silent':
      return special ? null : answer('CONCURRED');
    case 'objected':
      return answer(special ? 'OBJECTED' : 'CONCURRED');
    case 'cleared':
      return answer('CONCURRED');
    case 'not-requested':
      return null;
  }
}
