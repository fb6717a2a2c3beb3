// The authority behind a check, loaded in batches over all checks of a request.

import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ChecksContext } from '../context.js';
import { AuthorityCheckType } from '../types/Application.js';
import { Authority } from '../types/Authority.js';

@Resolver(() => AuthorityCheckType)
export class AuthorityCheckResolver {
  @FieldResolver(() => Authority, { nullable: true })
  authority(@Root() check: AuthorityCheckType, @Ctx() context: ChecksContext): Promise<Authority | null> {
    return context.authorityOfCode.load(check.authorityCode);
  }
}
