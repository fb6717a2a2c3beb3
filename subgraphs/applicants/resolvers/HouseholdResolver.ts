// Households and their members.

import { Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { PERSONAL_DATA } from '../../kit/schema/personalData.js';
import { businessDate, fullYears } from '../../kit/time/calendarDate.js';
import type { ApplicantsContext } from '../context.js';
import type { Applicant as ApplicantRow, HouseholdMember as MemberRow } from '../model.js';
import { Applicant } from '../types/Applicant.js';
import { Household, HouseholdMember } from '../types/Household.js';

@Resolver(() => Household)
export class HouseholdResolver {
  @FieldResolver(() => [HouseholdMember], { description: 'The first applicant first.' })
  async members(@Root() household: Household, @Ctx() context: ApplicantsContext): Promise<readonly MemberRow[]> {
    return context.membersOfHousehold.load(household.id);
  }
}

@Resolver(() => HouseholdMember)
export class HouseholdMemberResolver {
  @Directive(PERSONAL_DATA)
  @FieldResolver(() => Int, { description: 'Full years, today.' })
  age(@Root() member: HouseholdMember, @Ctx() { clock }: ApplicantsContext): number {
    return fullYears(member.birthDate, businessDate(clock.now()));
  }

  @FieldResolver(() => Applicant, { nullable: true, description: 'Set where the member has a case of their own.' })
  async applicant(@Root() { applicantId }: HouseholdMember, @Ctx() context: ApplicantsContext): Promise<ApplicantRow | null> {
    return applicantId === null ? null : context.applicant.load(applicantId);
  }
}
