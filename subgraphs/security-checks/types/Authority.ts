// The bodies that are asked. This agency owns them.

import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { REFERENCE_DATA } from '../../kit/schema/referenceData.js';
import type { AuthorityCode } from '../model.js';

@Directive('@key(fields: "code")')
@ObjectType({ description: 'A state body or register that is asked about cases.' })
export class Authority {
  @Directive(REFERENCE_DATA)
  @Field(() => ID)
  code: AuthorityCode;

  @Directive(REFERENCE_DATA)
  @Field(() => String)
  name: string;

  @Directive(REFERENCE_DATA)
  @Field(() => Boolean, { description: 'True where no real body stands behind it: its answers are made up and say nothing about anybody.' })
  simulated: boolean;
}
