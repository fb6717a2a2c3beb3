// The place of a case's household in a quota.

import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { isAnswer } from '../../../schema/contract/AnswerStatus.js';
import { REGIONS } from '../../../schema/contract/classifiers/regions.js';
import { seesCase } from '../../kit/access/seesCase.js';
import { badInput } from '../../kit/errors/badInput.js';
import { FOR_CASE_WORK } from '../../kit/schema/accessDirectives.js';
import { answer } from '../../kit/schema/answer.js';
import type { QuotasContext } from '../context.js';
import { placementStatus } from '../rules/placementStatus.js';
import { quotaKindOf } from '../rules/quotaKindOf.js';
import { Application, PlacementType } from '../types/Application.js';
import { TrackEnum } from '../types/enums.js';

@Resolver(() => Application)
export class ApplicationResolver {
  @Directive('@requires(fields: "track region { code } applicant { id }")')
  @Directive(FOR_CASE_WORK)
  @FieldResolver(() => PlacementType, { description: 'The household’s place in a regional quota.' })
  async placement(@Root() application: Application, @Ctx() context: QuotasContext): Promise<object> {
    // Without its track nothing is known: "does not apply" would be an answer that nobody gave.
    if (!Object.hasOwn(TrackEnum, application.track ?? '')) throw badInput('placement needs the track of the case');
    if (seesCase(context.viewer, application) === 'nobody') return answer('regional-quotas', 'DENIED');
    const kind = quotaKindOf(application.track);
    const placement = await context.placementOfApplication.load(application.id);
    const status = placementStatus(kind, placement);
    if (status === 'NOT_APPLICABLE' || placement === null) return answer('regional-quotas', status);
    return {
      ...answer('regional-quotas', status, { asOf: isAnswer(status) ? placement.recordedAt : null }),
      ...placement,
      region: REGIONS.find(placement.regionCode) ?? null,
    };
  }
}
