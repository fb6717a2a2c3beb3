// Kandas status of a person.

import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { seesPerson } from '../../kit/access/seesCase.js';
import { FOR_CASE_WORK } from '../../kit/schema/accessDirectives.js';
import { answer } from '../../kit/schema/answer.js';
import type { QuotasContext } from '../context.js';
import { Applicant, KandasStatusType } from '../types/Application.js';

@Resolver(() => Applicant)
export class ApplicantResolver {
  @Directive('@requires(fields: "applications { id region { code } }")')
  @Directive(FOR_CASE_WORK)
  @FieldResolver(() => KandasStatusType, { description: 'Kandas status, decided by the local executive body.' })
  async kandasStatus(@Root() applicant: Applicant, @Ctx() context: QuotasContext): Promise<object> {
    if (seesPerson(context.viewer, applicant) === 'nobody') return answer('regional-quotas', 'DENIED');
    const status = await context.kandasStatusOfApplicant.load(applicant.id);
    if (status === null) return answer('regional-quotas', 'NO_RECORD');
    const decided = status.state !== 'REQUESTED';
    return { ...answer('regional-quotas', decided ? 'ANSWERED' : 'PENDING', { asOf: decided ? status.recordedAt : null }), ...status };
  }
}
