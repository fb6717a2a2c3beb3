// The interface of every answer as type-graphql sees it, and the class that every answer type extends.
// What both sides of the gate agree on (names, truth table) lives in schema/contract.

import 'reflect-metadata';
import { Field, InterfaceType } from 'type-graphql';
import { AGENCY_ANSWER, ANSWER_STATUS, type AgencyAnswer as AgencyAnswerContract } from '../../../schema/contract/agencyAnswer.js';
import type { AgencyName } from '../../../schema/contract/AgencyName.js';
import { ANSWER_STATUSES, ANSWER_STATUS_MEANING, type AnswerStatus } from '../../../schema/contract/AnswerStatus.js';
import { createEnum } from './createEnum.js';
import { DateTimeScalar } from './scalars.js';

export const AnswerStatusEnum = createEnum(
  ANSWER_STATUS,
  'Whether an agency has spoken. Only ANSWERED, NO_RECORD and NOT_APPLICABLE are answers.',
  Object.fromEntries(ANSWER_STATUSES.map((status) => [status, ANSWER_STATUS_MEANING[status].description])) as Record<AnswerStatus, string>,
);

@InterfaceType(AGENCY_ANSWER, {
  // Every agency lists the types it really answers with; another agency's must not slip in.
  autoRegisterImplementations: false,
  description: 'What an agency says about a person, a case or another agency’s entity. Read `status` first.',
})
export abstract class AgencyAnswer implements AgencyAnswerContract {
  @Field(() => String, { description: 'Who speaks.' })
  agency: AgencyName;

  @Field(() => AnswerStatusEnum, { description: 'Whether it has spoken.' })
  status: AnswerStatus;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When this was true in the agency’s register.' })
  asOf: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'After this the answer counts as missing.' })
  validUntil: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When asking again makes sense.' })
  retryAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Signed proof of the answer (compact JWS); null until the agency attests.' })
  attestation: string | null;
}
