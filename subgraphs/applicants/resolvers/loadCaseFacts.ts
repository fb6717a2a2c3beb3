// A case as rules judge it, over the request's loaders: whatever a query also selects is loaded once.

import { businessDate } from '../../kit/time/calendarDate.js';
import type { ApplicantsContext } from '../context.js';
import { caseFacts, type CaseFacts } from '../rules/caseFacts.js';

/** @throws Error for a case that the register does not hold. */
export async function loadCaseFacts(applicationId: string, context: ApplicantsContext): Promise<CaseFacts> {
  const application = await context.application.load(applicationId);
  if (application === null) throw new Error('the register holds no such case');
  const [applicant, documents, attempts, submission, score] = await Promise.all([
    context.applicant.load(application.applicantId),
    context.documentsOfApplicant.load(application.applicantId),
    context.attemptsOfApplication.load(applicationId),
    context.submissionOfApplication.load(applicationId),
    context.scoreOfApplication.load(applicationId),
  ]);
  if (applicant === null) throw new Error('a case names an applicant whom the register does not hold');
  const members = await context.membersOfHousehold.load(applicant.householdId);
  return caseFacts(
    {
      application,
      applicant,
      ties: members.find((member) => member.applicantId === applicant.id)?.ties ?? [],
      attempts,
      documents,
      submission,
      scoreTotal: score?.total ?? null,
    },
    businessDate(context.clock.now()),
  );
}
