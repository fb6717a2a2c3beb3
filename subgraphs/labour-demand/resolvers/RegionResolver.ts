// The demand for labour in a region.

import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { answer } from '../../kit/schema/answer.js';
import { businessDate } from '../../kit/time/calendarDate.js';
import type { DemandContext } from '../context.js';
import { openPlaces } from '../rules/openPlaces.js';
import { yearInForce } from '../rules/yearInForce.js';
import { RegionLabourDemandType } from '../types/answers.js';
import { Region } from '../types/classifiers.js';

@Resolver(() => Region)
export class RegionResolver {
  @FieldResolver(() => RegionLabourDemandType, { description: 'What employers registered for a year; left out, for this one.' })
  async labourDemand(
    @Root() region: Region,
    @Arg('year', () => Int, { nullable: true }) year: number | null,
    @Ctx() context: DemandContext,
  ): Promise<object> {
    const wanted = year ?? yearInForce(businessDate(context.clock.now()));
    const demand = await context.demandOfRegion.load({ regionCode: region.code, year: wanted });
    if (demand === null) return { ...answer('labour-demand', 'NO_RECORD'), year: wanted };
    return {
      ...answer('labour-demand', 'ANSWERED', { asOf: demand.recordedAt }),
      year: wanted,
      headcount: demand.headcount,
      openPlaces: openPlaces(demand),
      registrationCount: demand.registrationCount,
    };
  }
}
