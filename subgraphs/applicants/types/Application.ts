// A case. This agency owns it; three others add their answers to it.

import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { connectionTypes } from '../../kit/page/connectionTypes.js';
import { DateScalar } from '../../kit/schema/scalars.js';
import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { Stage, Track } from '../model.js';
import { ApplicationStageEnum, TrackEnum } from './enums.js';
import { DemandMatch, Placement, SecurityClearance } from './foreign.js';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A case: one person’s application on one track.' })
export class Application {
  @Field(() => ID)
  id: string;

  @Field(() => TrackEnum)
  track: Track;

  @Field(() => ApplicationStageEnum)
  stage: Stage;

  @Field(() => DateScalar, { description: 'The case is judged by the policy of this date.' })
  submittedOn: CalendarDate;

  @Directive('@external')
  @Field(() => SecurityClearance)
  clearance: SecurityClearance;

  @Directive('@external')
  @Field(() => DemandMatch)
  demandMatch: DemandMatch;

  @Directive('@external')
  @Field(() => Placement)
  placement: Placement;

  applicantId: string;
  regionCode: string;
  occupationCode: string | null;
}

export const ApplicationConnection = connectionTypes(Application, 'Application');
