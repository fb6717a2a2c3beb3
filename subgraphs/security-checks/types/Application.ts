// What this agency says about a case, which the applicants' agency owns.

import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { AgencyAnswer } from '../../kit/schema/AgencyAnswer.js';
import { PERSONAL_DATA } from '../../kit/schema/personalData.js';
import { REFERENCE_DATA } from '../../kit/schema/referenceData.js';
import { DateScalar, DateTimeScalar } from '../../kit/schema/scalars.js';
import { STATE_HELD } from '../../kit/schema/stateHeld.js';
import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { AuthorityCode, CheckOutcome, ClearanceOutcome } from '../model.js';
import { CheckOutcomeEnum, ClearanceOutcomeEnum } from './enums.js';

@ObjectType('AuthorityCheck', {
  implements: AgencyAnswer,
  description: 'One authority’s check of one case. The authorities are simulated: see Authority.simulated.',
})
export class AuthorityCheckType extends AgencyAnswer {
  /** Which authority; the field `authority` loads it. */
  authorityCode: AuthorityCode;

  @Directive(PERSONAL_DATA)
  @Directive(STATE_HELD)
  @Field(() => CheckOutcomeEnum, { nullable: true, description: 'Null until the authority has spoken.' })
  outcome: CheckOutcome | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the authority was asked.' })
  requestedAt: Date | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day of its term, itself included. Silence past it is NOT_DETERMINED, never consent.' })
  dueOn: CalendarDate | null;
}

@ObjectType('SecurityClearance', {
  implements: AgencyAnswer,
  description: 'What the authorities together say about a case. The authorities are simulated: see Authority.simulated.',
})
export class SecurityClearanceType extends AgencyAnswer {
  @Directive(PERSONAL_DATA)
  @Directive(STATE_HELD)
  @Field(() => ClearanceOutcomeEnum, { nullable: true, description: 'Null unless the status is ANSWERED.' })
  outcome: ClearanceOutcome | null;

  @Field(() => String, { nullable: true, description: 'Version of the policy that says who had to be asked.' })
  policyVersion: string | null;

  @Field(() => [AuthorityCheckType], {
    nullable: true,
    description: 'One per authority that the policy requires, also one that was not asked. Null where the case was not sent to the authorities, and to who may see none of them.',
  })
  checks: AuthorityCheckType[] | null;
}

@Directive('@key(fields: "code")')
@ObjectType()
export class Region {
  @Directive(REFERENCE_DATA)
  @Field(() => ID)
  code: string;
}

@Directive('@key(fields: "id")')
@ObjectType()
export class Applicant {
  @Field(() => ID)
  id: string;
}

@Directive('@key(fields: "id")')
@ObjectType()
export class Application {
  @Field(() => ID)
  id: string;

  @Directive('@external')
  @Field(() => Region, { nullable: true })
  region: Region | null;

  @Directive('@external')
  @Field(() => Applicant)
  applicant: Applicant;
}
