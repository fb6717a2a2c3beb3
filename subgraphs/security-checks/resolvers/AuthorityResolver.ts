// The authorities.

import { Ctx, Query, Resolver } from 'type-graphql';
import type { ChecksContext } from '../context.js';
import { Authority } from '../types/Authority.js';

@Resolver(() => Authority)
export class AuthorityResolver {
  @Query(() => [Authority], { description: 'Every authority that any policy asks, by code.' })
  authorities(@Ctx() { reader }: ChecksContext): Promise<Authority[]> {
    return reader.allAuthorities();
  }
}
