// Cases: finding them, and what hangs on one.

import { Arg, Args, ArgsType, Ctx, Directive, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { OCCUPATIONS } from '../../../schema/contract/classifiers/occupations.js';
import { REGIONS } from '../../../schema/contract/classifiers/regions.js';
import { badInput } from '../../kit/errors/badInput.js';
import { LIST_SIZE } from '../../kit/page/connectionTypes.js';
import { readPage, toConnection, type Connection } from '../../kit/page/page.js';
import { FOR_CASE_PARTIES, FOR_CASE_WORK } from '../../kit/schema/accessDirectives.js';
import { PERSONAL_DATA } from '../../kit/schema/personalData.js';
import { regionOf } from '../../kit/schema/RegionNames.js';
import type { ApplicantsContext } from '../context.js';
import type { Applicant as ApplicantRow, Application as ApplicationRow, Stage, StateConsent, Track } from '../model.js';
import { Applicant } from '../types/Applicant.js';
import { Application, ApplicationConnection } from '../types/Application.js';
import { ApplicationStageEnum, StateConsentEnum, TrackEnum } from '../types/enums.js';
import { Occupation, Region } from '../types/foreign.js';
import { loadCaseFacts } from './loadCaseFacts.js';

@ArgsType()
class ApplicationsArguments {
  @Field(() => ID, { nullable: true, description: 'KATO prefix.' })
  region?: string | null;

  @Field(() => ApplicationStageEnum, { nullable: true })
  stage?: Stage | null;

  @Field(() => TrackEnum, { nullable: true })
  track?: Track | null;

  @Field(() => Int, { defaultValue: 50, description: '1 to 100.' })
  first: number;

  @Field(() => String, { nullable: true, description: 'Cursor of the last case of the page before.' })
  after?: string | null;
}

@Resolver(() => Application)
export class ApplicationResolver {
  @Directive(FOR_CASE_PARTIES)
  @Query(() => Application, { nullable: true, description: 'One case; null for an unknown id.' })
  application(@Arg('id', () => ID) id: string, @Ctx() context: ApplicantsContext): Promise<ApplicationRow | null> {
    return context.application.load(id);
  }

  @Directive(LIST_SIZE)
  @Directive(FOR_CASE_PARTIES)
  @Query(() => ApplicationConnection, { nullable: true, description: 'Cases by id, those that fit every filter given.' })
  async applications(
    @Args(() => ApplicationsArguments) { region, stage, track, first, after }: ApplicationsArguments,
    @Ctx() context: ApplicantsContext,
  ): Promise<Connection<ApplicationRow>> {
    if (region != null && REGIONS.find(region) === undefined) throw badInput(`no region has the KATO prefix ${region}`, 'region');
    const page = readPage({ first, after: after ?? null });
    const filter = { regionCode: region ?? null, stage: stage ?? null, track: track ?? null };
    const rows = await context.cases.page(filter, page);
    // What hangs on a case asks the loader for it again.
    for (const row of rows) context.application.prime(row.id, row);
    return toConnection(rows, page, ({ id }) => id);
  }

  @FieldResolver(() => Applicant)
  applicant(@Root() application: Application, @Ctx() context: ApplicantsContext): Promise<ApplicantRow | null> {
    return context.applicant.load(application.applicantId);
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Where the household wants to settle.' })
  region(@Root() application: Application): Region | null {
    return regionOf(application.regionCode);
  }

  @FieldResolver(() => Occupation, { nullable: true, description: 'Null where the track asks for none.' })
  occupation(@Root() { occupationCode }: Application): Occupation | null {
    return occupationCode === null ? null : (OCCUPATIONS.find(occupationCode) ?? null);
  }

  @Directive(PERSONAL_DATA)
  @Directive(FOR_CASE_WORK)
  @FieldResolver(() => StateConsentEnum, { nullable: true })
  async stateConsent(@Root() application: Application, @Ctx() context: ApplicantsContext): Promise<StateConsent> {
    return (await loadCaseFacts(application.id, context)).stateConsent;
  }
}
