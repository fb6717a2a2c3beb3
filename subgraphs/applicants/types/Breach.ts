// Breaches of personal data as they are recorded, and what is said to record them.

import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionTypes } from '../../kit/page/connectionTypes.js';
import { DateScalar, DateTimeScalar } from '../../kit/schema/scalars.js';
import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { PersonalDataKind } from '../model.js';
import { PersonalDataKindEnum } from './enums.js';
import { Refusal } from './Refusal.js';

@ObjectType({ description: 'That the ministry was notified.' })
export class BreachNotice {
  @Field(() => DateTimeScalar)
  notifiedAt: Date;

  @Field(() => String, { description: 'What the ministry, or the way to it, calls the notice by.' })
  reference: string;
}

@ObjectType({ description: 'Personal data that got where it may not be. A record names nobody.' })
export class Breach {
  @Field(() => ID)
  id: string;

  @Field(() => DateTimeScalar)
  detectedAt: Date;

  @Field(() => DateTimeScalar)
  recordedAt: Date;

  @Field(() => String, { description: 'What happened.' })
  description: string;

  @Field(() => [PersonalDataKindEnum])
  dataKinds: PersonalDataKind[];

  @Field(() => Int, { nullable: true, description: 'How many persons; null while that is not known.' })
  personsConcerned: number | null;

  @Field(() => String, { description: 'The office that answers the ministry.' })
  contactOffice: string;

  @Field(() => DateScalar, { description: 'Last day on which the ministry is notified in time, itself included: one working day after detection.' })
  notifyBy: CalendarDate;

  @Field(() => BreachNotice, { nullable: true, description: 'Null until the ministry was notified.' })
  notice: BreachNotice | null;
}

export const BreachConnection = connectionTypes(Breach, 'Breach');

const KEY_DESCRIPTION =
  'Chosen by the client, 1 to 128 letters, digits, dots, dashes and underscores: a UUID for one. Asking again with the same key and the same input does nothing more, and gives the same answer.';

@InputType()
export class RecordBreachInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  idempotencyKey: string;

  @Field(() => DateTimeScalar, { description: 'When it was noticed, not when it happened.' })
  detectedAt: Date;

  @Field(() => String, { description: 'What happened, in 1 to 4,000 characters, without names or numbers of persons.' })
  description: string;

  @Field(() => [PersonalDataKindEnum], { description: 'At least one, each once.' })
  dataKinds: PersonalDataKind[];

  @Field(() => Int, { nullable: true, description: 'How many persons, 0 or more; left out while that is not known.' })
  personsConcerned?: number | null;

  @Field(() => String, { description: 'The office that answers the ministry, and how it is reached, in 1 to 200 characters; no person.' })
  contactOffice: string;
}

@InputType()
export class RecordBreachNoticeInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  idempotencyKey: string;

  @Field(() => ID)
  breachId: string;

  @Field(() => DateTimeScalar, { description: 'When the ministry was notified.' })
  notifiedAt: Date;

  @Field(() => String, { description: 'What the ministry, or the way to it, calls the notice by, in 1 to 200 characters.' })
  reference: string;
}

@ObjectType({ description: 'The breach as it stands now, or why it was not recorded.' })
export class RecordBreachPayload {
  @Field(() => Breach, { nullable: true, description: 'Null where it was refused.' })
  breach: Breach | null;

  @Field(() => [Refusal], { description: 'Empty where it was recorded.' })
  refusals: Refusal[];
}

@ObjectType({ description: 'The breach with its notice, as it stands now, or why the notice was not recorded.' })
export class RecordBreachNoticePayload {
  @Field(() => Breach, { nullable: true, description: 'Null where it was refused.' })
  breach: Breach | null;

  @Field(() => [Refusal], { description: 'Empty where it was recorded.' })
  refusals: Refusal[];
}
