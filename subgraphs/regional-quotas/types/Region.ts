// A region of the country with its quotas. This agency owns it.

import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { REFERENCE_DATA } from '../../kit/schema/referenceData.js';
import { RegionNames } from '../../kit/schema/RegionNames.js';
import { DateScalar } from '../../kit/schema/scalars.js';
import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { QuotaKind } from '../model.js';
import { QuotaKindEnum, RegionKindEnum } from './enums.js';

@ObjectType('QuotaRow', { description: 'Places of one kind in one region and year, as the row in force today gives them.' })
export class QuotaRowType {
  @Field(() => Int)
  year: number;

  @Field(() => QuotaKindEnum)
  kind: QuotaKind;

  @Field(() => Int, { description: 'Persons the region takes.' })
  places: number;

  @Field(() => Int, { description: 'Persons who have a place.' })
  used: number;

  @Field(() => Int, { description: 'Places left.' })
  free: number;

  @Field(() => DateScalar, { description: 'First day on which this row holds.' })
  effectiveFrom: CalendarDate;

  @Field(() => String, { description: 'Where the number was published.' })
  source: string;
}

@Directive('@key(fields: "code")')
@ObjectType({ description: 'A region by KATO prefix: 17 regions, 3 cities, and retired codes that old records carry.' })
export class Region extends RegionNames {
  @Directive(REFERENCE_DATA)
  @Field(() => RegionKindEnum)
  kind: 'REGION' | 'CITY';

  @Directive(REFERENCE_DATA)
  @Field(() => Boolean, { description: 'True for a code that new records may not use.' })
  retired: boolean;

  @Field(() => Boolean, { description: 'Whether the region receives kandas with a place and support, today.' })
  receivesKandas: boolean;
}
