// What this agency says about a case and its applicant, which the applicants' agency owns.

import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { AgencyAnswer } from '../../kit/schema/AgencyAnswer.js';
import { PERSONAL_DATA } from '../../kit/schema/personalData.js';
import { DateScalar } from '../../kit/schema/scalars.js';
import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { KandasState, PlacementState, QuotaKind, Track } from '../model.js';
import { KandasStateEnum, PlacementStateEnum, QuotaKindEnum, TrackEnum } from './enums.js';
import { Region } from './Region.js';

@ObjectType('Placement', {
  implements: AgencyAnswer,
  description: 'Whether the household has places in the quota of a reception region.',
})
export class PlacementType extends AgencyAnswer {
  @Directive(PERSONAL_DATA)
  @Field(() => PlacementStateEnum, { nullable: true })
  state: PlacementState | null;

  @Field(() => Region, { nullable: true })
  region: Region | null;

  @Field(() => QuotaKindEnum, { nullable: true })
  kind: QuotaKind | null;

  @Field(() => Int, { nullable: true, description: 'Year of the quota.' })
  year: number | null;

  @Directive(PERSONAL_DATA)
  @Field(() => Int, { nullable: true, description: 'Persons of the household, each of whom takes a place.' })
  persons: number | null;

  @Field(() => DateScalar, { nullable: true })
  decidedOn: CalendarDate | null;
}

@Directive('@key(fields: "id")')
@ObjectType()
export class Applicant {
  @Field(() => ID)
  id: string;

  @Directive('@external')
  @Field(() => [Application])
  applications: Application[];
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
  @Field(() => Region, { nullable: true })
  region: Region | null;

  @Directive('@external')
  @Field(() => Applicant)
  applicant: Applicant;
}

@ObjectType('KandasStatus', {
  implements: AgencyAnswer,
  description: 'Kandas status as the local executive body decided it: apart from residence, and apart from a quota place.',
})
export class KandasStatusType extends AgencyAnswer {
  @Directive(PERSONAL_DATA)
  @Field(() => KandasStateEnum, { nullable: true })
  state: KandasState | null;

  @Directive(PERSONAL_DATA)
  @Field(() => DateScalar, { nullable: true })
  grantedOn: CalendarDate | null;

  @Field(() => String, { nullable: true, description: 'The local executive body that decided.' })
  decidedBy: string | null;
}
