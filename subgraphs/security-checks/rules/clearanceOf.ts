// From single checks to one clearance. It asks the authorities that the policy *requires*, not those that
// happen to have a check: who was forgotten cannot be cleared.

import type { AnswerStatus } from '../../../schema/contract/AnswerStatus.js';
import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { AuthorityCheck, AuthorityCode, ClearanceOutcome } from '../model.js';
import { checkStatus } from './checkStatus.js';
import { mayClear } from './mayClear.js';

export interface Clearance {
  readonly status: AnswerStatus;
  /** Null unless ANSWERED. */
  readonly outcome: ClearanceOutcome | null;
  /** Oldest of the answers that the outcome rests on; null where there is none. */
  readonly asOf: Date | null;
  /** The first due day of those still waited for; null unless PENDING. */
  readonly nextDueOn: CalendarDate | null;
}

/** Statuses that keep a clearance open, the gravest first. */
const OPEN_STATUSES = ['NOT_DETERMINED', 'PENDING', 'NOT_REQUESTED'] as const;

/** One objection decides, whoever else is silent; otherwise all required authorities must have concurred. */
export function clearanceOf(
  required: readonly AuthorityCode[],
  checks: readonly AuthorityCheck[],
  today: CalendarDate,
): Clearance {
  const objections = checks.filter(({ answer }) => answer?.outcome === 'OBJECTED');
  if (objections.length > 0) {
    return { status: 'ANSWERED', outcome: 'OBJECTED', asOf: oldestAnswer(objections), nextDueOn: null };
  }
  if (mayClear(required, checks)) {
    return { status: 'ANSWERED', outcome: 'CLEARED', asOf: oldestAnswer(checks.filter((check) => required.includes(check.authorityCode))), nextDueOn: null };
  }
  const statuses = new Set(required.map((code) => checkStatus(checks.find((check) => check.authorityCode === code) ?? null, today)));
  // Concurrences alone, without the one that is indispensable, leave it unasked.
  const status = OPEN_STATUSES.find((open) => statuses.has(open)) ?? 'NOT_REQUESTED';
  return { status, outcome: null, asOf: null, nextDueOn: status === 'PENDING' ? firstDueDay(checks) : null };
}

function oldestAnswer(checks: readonly AuthorityCheck[]): Date | null {
  const times = checks.flatMap(({ answer }) => (answer === null ? [] : [answer.answeredAt.getTime()]));
  return times.length === 0 ? null : new Date(Math.min(...times));
}

function firstDueDay(checks: readonly AuthorityCheck[]): CalendarDate | null {
  return checks.filter(({ answer }) => answer === null).map((check) => check.dueOn).toSorted()[0] ?? null;
}
