// Regions and their quotas.

import { Arg, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { REGIONS, type RegionEntry } from '../../../schema/contract/classifiers/regions.js';
import { REFERENCE_DATA } from '../../kit/schema/referenceData.js';
import { businessDate, type CalendarDate } from '../../kit/time/calendarDate.js';
import type { QuotasContext } from '../context.js';
import type { PlacementSum, QuotaKind, QuotaRow } from '../model.js';
import { receivesKandas } from '../policy/receptionRegions.js';
import { rowInForce } from '../rules/rowInForce.js';
import { usedPlaces } from '../rules/usedPlaces.js';
import { QuotaKindEnum } from '../types/enums.js';
import { QuotaRowType, Region } from '../types/Region.js';

@Resolver(() => Region)
export class RegionResolver {
  @Directive(REFERENCE_DATA)
  @Query(() => [Region], { nullable: true, description: 'The 17 regions and 3 cities in use, by KATO prefix.' })
  regions(): RegionEntry[] {
    return REGIONS.entries.filter((region) => !region.retired);
  }

  @Query(() => Region, { nullable: true, description: 'One region, also a retired one; null for an unknown code.' })
  region(@Arg('code', () => ID) code: string): RegionEntry | null {
    return REGIONS.find(code) ?? null;
  }

  @FieldResolver(() => Boolean)
  receivesKandas(@Root() region: Region, @Ctx() { clock }: QuotasContext): boolean {
    return receivesKandas(region.code, businessDate(clock.now()));
  }

  @FieldResolver(() => QuotaRowType, { nullable: true, description: 'Null where no row of that year and kind is in force.' })
  async quota(
    @Root() region: Region,
    @Arg('year', () => Int) year: number,
    @Arg('kind', () => QuotaKindEnum) kind: QuotaKind,
    @Ctx() context: QuotasContext,
  ): Promise<QuotaRowType | null> {
    const rows = await this.quotas(region, year, context);
    return rows.find((row) => row.kind === kind) ?? null;
  }

  @FieldResolver(() => [QuotaRowType], { description: 'Every kind with a row in force, kandas first.' })
  async quotas(
    @Root() region: Region,
    @Arg('year', () => Int) year: number,
    @Ctx() context: QuotasContext,
  ): Promise<QuotaRowType[]> {
    const [rows, sums] = await Promise.all([
      context.quotaRowsOfRegion.load(region.code),
      context.placementSumsOfRegion.load(region.code),
    ]);
    return quotasInForce(rows, sums, year, businessDate(context.clock.now()));
  }
}

function quotasInForce(
  rows: readonly QuotaRow[],
  sums: readonly PlacementSum[],
  year: number,
  today: CalendarDate,
): QuotaRowType[] {
  const ofYear = rows.filter((row) => row.year === year);
  return (['KANDAS', 'RESETTLER'] as const).flatMap((kind) => {
    const row = rowInForce(ofYear.filter((candidate) => candidate.kind === kind), today);
    if (row === null) return [];
    const used = usedPlaces(sums, row);
    // A later row may give fewer places than are taken already: then none is left, and nobody loses theirs.
    return [{ ...row, used, free: Math.max(0, row.places - used) }];
  });
}
