// A person who applies. This agency owns it; what is loaded or computed stands in the resolver.

import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { PERSONAL_DATA } from '../../kit/schema/personalData.js';
import { DateScalar } from '../../kit/schema/scalars.js';
import type { CalendarDate } from '../../kit/time/calendarDate.js';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A person who applies.' })
export class Applicant {
  @Field(() => ID)
  id: string;

  @Directive(PERSONAL_DATA)
  @Field(() => String, { description: 'As in the passport.' })
  fullName: string;

  @Directive(PERSONAL_DATA)
  @Field(() => DateScalar)
  birthDate: CalendarDate;

  @Directive(PERSONAL_DATA)
  @Field(() => String, { description: 'ISO 3166-1 alpha-3, or STATELESS.' })
  citizenship: string;

  householdId: string;
}
