// The authorities.

import { Ctx, Directive, Query, Resolver } from 'type-graphql';
import { REFERENCE_DATA } from '../../kit/schema/referenceData.js';
import type { ChecksContext } from '../context.js';
import { Authority } from '../types/Authority.js';

@Resolver(() => Authority)
export class AuthorityResolver {
  @Directive(REFERENCE_DATA)
  @Query(() => [Authority], { nullable: true, description: 'Every authority that any policy asks, by code.' })
  authorities(@Ctx() { reader }: ChecksContext): Promise<Authority[]> {
    return reader.allAuthorities();
  }
}
