// What this agency says about how far a case is from its decision.

import { Field, ObjectType } from 'type-graphql';
import type { AnswerStatus } from '../../../schema/contract/AnswerStatus.js';
import { AgencyAnswer, AnswerStatusEnum } from '../../kit/schema/AgencyAnswer.js';
import type { GapCode } from '../rules/readiness.js';
import { ReadinessGapCodeEnum } from './enums.js';

@ObjectType({ description: 'One thing that stands in the way of a decision.' })
export class ReadinessGap {
  @Field(() => ReadinessGapCodeEnum)
  code: GapCode;

  @Field(() => String, { description: 'The agency whose word is missing, or stands against.' })
  agency: string;

  @Field(() => AnswerStatusEnum, {
    description:
      'What that agency has said. Of our own facts: ANSWERED where the fact itself stands in the way, PENDING where it is under way, NO_RECORD where it is not there.',
  })
  status: AnswerStatus;
}

@ObjectType('Readiness', {
  implements: AgencyAnswer,
  description:
    'Whether everything is there that a person needs to decide. ANSWERED also where the answer is no; NOT_APPLICABLE once the case is decided.',
})
export class ReadinessType extends AgencyAnswer {
  @Field(() => Boolean, { nullable: true, description: 'Never true while an answer that is needed is no answer.' })
  ready: boolean | null;

  @Field(() => [ReadinessGap], { nullable: true, description: 'The case’s own gaps first, then the other agencies’.' })
  missing: ReadinessGap[] | null;
}
