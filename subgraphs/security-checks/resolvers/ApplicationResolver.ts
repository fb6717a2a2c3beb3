// What the authorities say about a case.

import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { seesCase, type Seen } from '../../kit/access/seesCase.js';
import type { Viewer } from '../../kit/access/Viewer.js';
import { answer } from '../../kit/schema/answer.js';
import { addDays, businessDate, startOfDay, type CalendarDate } from '../../kit/time/calendarDate.js';
import type { ChecksContext } from '../context.js';
import type { AuthorityCheck, AuthorityCode } from '../model.js';
import { requiredAuthorities } from '../policy/authorities.js';
import { checkStatus } from '../rules/checkStatus.js';
import { clearanceOf } from '../rules/clearanceOf.js';
import { Application, SecurityClearanceType } from '../types/Application.js';

@Resolver(() => Application)
export class ApplicationResolver {
  @Directive('@requires(fields: "region { code } applicant { id }")')
  @FieldResolver(() => SecurityClearanceType, { description: 'What the authorities say. Silence is never consent.' })
  async clearance(@Root() application: Application, @Ctx() context: ChecksContext): Promise<object> {
    const seen = seesCase(context.viewer, application);
    if (seen === 'nobody') return answer('security-checks', 'DENIED');
    const [request, checks] = await Promise.all([
      context.requestOfApplication.load(application.id),
      context.checksOfApplication.load(application.id),
    ]);
    if (request === null) return answer('security-checks', 'NOT_REQUESTED');

    const today = businessDate(context.clock.now());
    const required = requiredAuthorities(request.track, request.requestedOn).map(({ code }) => code);
    // What each authority said is for those who work on the case; an authority sees its own word.
    const checksShown = codesToShow(required, checks).filter((code) => maySee(context.viewer, seen, code));
    const { status, outcome, asOf, nextDueOn } = clearanceOf(required, checks, today);
    return {
      ...answer('security-checks', status, { asOf, retryAt: nextDueOn === null ? null : endOfTerm(nextDueOn) }),
      outcome,
      policyVersion: request.policyVersion,
      checks: checksShown.length === 0 ? null : checksShown.map((code) => checkAnswer(code, checks, today)),
    };
  }
}

function maySee(viewer: Viewer, seen: Seen, code: AuthorityCode): boolean {
  return seen === 'all' || (seen === 'authority' && viewer.kind === 'caller' && viewer.caller?.authority === code);
}

/** Those that must be asked, and any other that was. */
function codesToShow(required: readonly AuthorityCode[], checks: readonly AuthorityCheck[]): AuthorityCode[] {
  return [...new Set([...required, ...checks.map((check) => check.authorityCode)])];
}

function checkAnswer(authorityCode: AuthorityCode, checks: readonly AuthorityCheck[], today: CalendarDate): object {
  const check = checks.find((candidate) => candidate.authorityCode === authorityCode) ?? null;
  const status = checkStatus(check, today);
  return {
    ...answer('security-checks', status, {
      asOf: check?.answer?.answeredAt ?? null,
      retryAt: status === 'PENDING' && check !== null ? endOfTerm(check.dueOn) : null,
    }),
    authorityCode,
    outcome: check?.answer?.outcome ?? null,
    requestedAt: check?.requestedAt ?? null,
    dueOn: check?.dueOn ?? null,
  };
}

/** The first instant after the term: by then the check is no longer pending, whatever comes. */
function endOfTerm(dueOn: CalendarDate): Date {
  return startOfDay(addDays(dueOn, 1));
}
