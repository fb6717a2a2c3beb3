// A paper. This agency owns it; what it is worth is computed in the resolver.

import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { DateScalar } from '../../kit/schema/scalars.js';
import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { DocumentType as PaperType } from '../model.js';
import { DocumentTypeEnum } from './enums.js';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A paper. It is never copied here: what it states is checked against its issuer’s register.' })
export class Document {
  @Field(() => ID)
  id: string;

  @Field(() => DocumentTypeEnum)
  type: PaperType;

  @Field(() => String, { nullable: true })
  issuedBy: string | null;

  @Field(() => DateScalar, { nullable: true })
  issuedOn: CalendarDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day on which it holds; null: no end.' })
  validUntil: CalendarDate | null;
}
