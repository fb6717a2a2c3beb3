// What this agency names of others: the parts of their answers that readiness requires, and the public
// classifiers' names. None of it is ours, so its descriptions are the owners'; the gateway brings the
// answers along with the reference.

import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { AnswerStatus } from '../../../schema/contract/AnswerStatus.js';
import { AnswerStatusEnum } from '../../kit/schema/AgencyAnswer.js';
import { REFERENCE_DATA } from '../../kit/schema/referenceData.js';
import { RegionNames } from '../../kit/schema/RegionNames.js';
import type { Evidence } from '../model.js';
import { ClearanceOutcomeEnum, PlacementStateEnum } from './enums.js';

@ObjectType()
export class SecurityClearance {
  @Directive('@external')
  @Field(() => AnswerStatusEnum)
  status: AnswerStatus;

  @Directive('@external')
  @Field(() => ClearanceOutcomeEnum, { nullable: true })
  outcome: NonNullable<Evidence['clearance']>['outcome'];
}

@ObjectType()
export class DemandMatch {
  @Directive('@external')
  @Field(() => AnswerStatusEnum)
  status: AnswerStatus;

  @Directive('@external')
  @Field(() => Int, { nullable: true })
  openPlaces: number | null;
}

@ObjectType()
export class Placement {
  @Directive('@external')
  @Field(() => AnswerStatusEnum)
  status: AnswerStatus;

  @Directive('@external')
  @Field(() => PlacementStateEnum, { nullable: true })
  state: NonNullable<Evidence['placement']>['state'];
}

@Directive('@key(fields: "code")')
@ObjectType()
export class Region extends RegionNames {}

@Directive('@key(fields: "code")')
@ObjectType()
export class Occupation {
  @Directive(REFERENCE_DATA)
  @Field(() => ID)
  code: string;

  @Directive('@shareable')
  @Directive(REFERENCE_DATA)
  @Field(() => String)
  name: string;
}
