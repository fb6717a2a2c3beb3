// What this agency says about cases and regions, which other agencies own.

import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { AgencyAnswer } from '../../kit/schema/AgencyAnswer.js';
import type { Track } from '../model.js';
import { Occupation, Region } from './classifiers.js';
import { DemandRegistrationType } from './Employer.js';
import { TrackEnum } from './enums.js';

@ObjectType('DemandMatch', {
  implements: AgencyAnswer,
  description: 'Whether employers of the case’s region look for the case’s occupation, this year.',
})
export class DemandMatchType extends AgencyAnswer {
  @Field(() => Occupation, { nullable: true })
  occupation: Occupation | null;

  @Field(() => Int, { nullable: true, description: 'Of all registrations that match. 0: there was a demand, and it is met.' })
  openPlaces: number | null;

  @Field(() => [DemandRegistrationType], { nullable: true, description: 'Those with most open places, at most 20, of which the caller may see.' })
  registrations: DemandRegistrationType[] | null;
}

@ObjectType('RegionLabourDemand', {
  implements: AgencyAnswer,
  description: 'The demand for labour that employers registered in a region for a year.',
})
export class RegionLabourDemandType extends AgencyAnswer {
  @Field(() => Int, { nullable: true })
  year: number | null;

  @Field(() => Int, { nullable: true, description: 'Workers wanted.' })
  headcount: number | null;

  @Field(() => Int, { nullable: true, description: 'Workers wanted and not found.' })
  openPlaces: number | null;

  @Field(() => Int, { nullable: true })
  registrationCount: number | null;
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
  @Field(() => TrackEnum)
  track: Track;

  @Directive('@external')
  @Field(() => Occupation, { nullable: true })
  occupation: Occupation | null;

  @Directive('@external')
  @Field(() => Region, { nullable: true })
  region: Region | null;

  @Directive('@external')
  @Field(() => Applicant)
  applicant: Applicant;
}
