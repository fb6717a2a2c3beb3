// The persons who move together. This agency owns them.

import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { PERSONAL_DATA } from '../../kit/schema/personalData.js';
import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { FamilyRelation, KazakhstanTie } from '../model.js';
import { FamilyRelationEnum, KazakhstanTieEnum } from './enums.js';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'The persons who move together.' })
export class Household {
  @Field(() => ID)
  id: string;
}

@ObjectType({ description: 'A person of a household, as declared.' })
export class HouseholdMember {
  @Field(() => ID)
  id: string;

  @Directive(PERSONAL_DATA)
  @Field(() => FamilyRelationEnum)
  relation: FamilyRelation;

  @Directive(PERSONAL_DATA)
  @Field(() => String)
  fullName: string;

  @Directive(PERSONAL_DATA)
  @Field(() => [KazakhstanTieEnum])
  ties: KazakhstanTie[];

  birthDate: CalendarDate;
  applicantId: string | null;
}
