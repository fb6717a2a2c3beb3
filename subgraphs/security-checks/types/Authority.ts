// The bodies that are asked. This agency owns them.

import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type { AuthorityCode } from '../model.js';

@Directive('@key(fields: "code")')
@ObjectType({ description: 'A state body or register that is asked about cases.' })
export class Authority {
  @Field(() => ID)
  code: AuthorityCode;

  @Field(() => String)
  name: string;

  @Field(() => Boolean, { description: 'True where no real body stands behind it: its answers are made up and say nothing about anybody.' })
  simulated: boolean;
}
