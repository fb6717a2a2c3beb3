// Public code lists as entities: occupations and industries, which this agency owns, and regions, of
// which it knows the names and the demand.

import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { REFERENCE_DATA } from '../../kit/schema/referenceData.js';
import { RegionNames } from '../../kit/schema/RegionNames.js';

@Directive('@key(fields: "code")')
@ObjectType({ description: 'An industry by OKED class.' })
export class Industry {
  @Directive(REFERENCE_DATA)
  @Field(() => ID, { description: 'Class, such as 86.10.' })
  code: string;

  @Directive(REFERENCE_DATA)
  @Field(() => String, { description: 'Name in English.' })
  name: string;
}

@Directive('@key(fields: "code")')
@ObjectType({ description: 'An occupation by NKZ unit group, which is aligned with ISCO-08.' })
export class Occupation {
  @Directive(REFERENCE_DATA)
  @Field(() => ID, { description: 'Four digits, such as 2211.' })
  code: string;

  @Directive('@shareable')
  @Directive(REFERENCE_DATA)
  @Field(() => String, { description: 'Name in English.' })
  name: string;
}

@Directive('@key(fields: "code")')
@ObjectType()
export class Region extends RegionNames {}
