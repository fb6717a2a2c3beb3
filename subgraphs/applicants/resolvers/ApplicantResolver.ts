// Persons, and what hangs on one.

import { Arg, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { FOR_CASE_PARTIES } from '../../kit/schema/accessDirectives.js';
import { PERSONAL_DATA } from '../../kit/schema/personalData.js';
import type { ApplicantsContext } from '../context.js';
import type { Applicant as ApplicantRow, Application as ApplicationRow, HeldDocument } from '../model.js';
import { Applicant } from '../types/Applicant.js';
import { Application } from '../types/Application.js';
import { Document } from '../types/Document.js';
import { Household } from '../types/Household.js';

@Resolver(() => Applicant)
export class ApplicantResolver {
  @Directive(FOR_CASE_PARTIES)
  @Query(() => Applicant, { nullable: true, description: 'One person; null for an unknown id.' })
  applicant(@Arg('id', () => ID) id: string, @Ctx() context: ApplicantsContext): Promise<ApplicantRow | null> {
    return context.applicant.load(id);
  }

  @FieldResolver(() => Household)
  household(@Root() applicant: Applicant): Household {
    return { id: applicant.householdId };
  }

  @Directive(PERSONAL_DATA)
  @FieldResolver(() => [Document], { description: 'Every paper that the person’s case rests on.' })
  async documents(@Root() applicant: Applicant, @Ctx() context: ApplicantsContext): Promise<readonly HeldDocument[]> {
    return context.documentsOfApplicant.load(applicant.id);
  }

  @FieldResolver(() => [Application])
  async applications(@Root() applicant: Applicant, @Ctx() context: ApplicantsContext): Promise<readonly ApplicationRow[]> {
    return context.applicationsOfApplicant.load(applicant.id);
  }
}
