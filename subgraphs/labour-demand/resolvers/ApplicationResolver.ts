// Whether the country looks for what a case offers.

import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { OCCUPATIONS } from '../../../schema/contract/classifiers/occupations.js';
import { seesCase } from '../../kit/access/seesCase.js';
import { badInput } from '../../kit/errors/badInput.js';
import { FOR_CASE_WORK } from '../../kit/schema/accessDirectives.js';
import { answer } from '../../kit/schema/answer.js';
import { businessDate } from '../../kit/time/calendarDate.js';
import type { DemandContext } from '../context.js';
import type { DemandRegistration } from '../model.js';
import { demandMatch } from '../rules/demandMatch.js';
import { demandQuestion } from '../rules/demandQuestion.js';
import { yearInForce } from '../rules/yearInForce.js';
import { Application, DemandMatchType } from '../types/answers.js';
import { TrackEnum } from '../types/enums.js';

@Resolver(() => Application)
export class ApplicationResolver {
  @Directive('@requires(fields: "track occupation { code } region { code } applicant { id }")')
  @Directive(FOR_CASE_WORK)
  @FieldResolver(() => DemandMatchType, { description: 'The registered demand for the case’s occupation in its region, this year.' })
  async demandMatch(@Root() application: Application, @Ctx() context: DemandContext): Promise<object> {
    const { track, occupation, region } = application;
    // Without its track nothing is known: "does not apply" would be an answer that nobody gave.
    if (!Object.hasOwn(TrackEnum, track ?? '')) throw badInput('demandMatch needs the track of the case');
    if (seesCase(context.viewer, application) === 'nobody') return answer('labour-demand', 'DENIED');
    const today = businessDate(context.clock.now());
    const question = demandQuestion({ track, occupationCode: occupation?.code ?? null, regionCode: region?.code ?? null }, today);
    if (question.kind === 'none') return answer('labour-demand', question.status);

    const { occupationCode, regionCode } = question;
    const found = await context.registrationsOfNeed.load({ occupationCode, regionCode, year: yearInForce(today) });
    const match = demandMatch(found);
    return {
      ...answer('labour-demand', match.status, { asOf: lastRecorded(found) }),
      occupation: OCCUPATIONS.find(occupationCode) ?? null,
      openPlaces: match.openPlaces,
      registrations: await shown(match.registrations, context),
    };
  }
}

/** Of the registrations that match those that the caller may see; null where it may see none of them: there are some. */
async function shown(registrations: readonly DemandRegistration[] | null, { viewer, registrationOfId }: DemandContext): Promise<readonly DemandRegistration[] | null> {
  if (registrations === null || viewer.kind === 'everybody') return registrations;
  const seen = await Promise.all(registrations.map(({ id }) => registrationOfId.load(id)));
  const visible = seen.filter((registration) => registration !== null);
  return visible.length === 0 ? null : visible;
}

function lastRecorded(registrations: readonly DemandRegistration[]): Date | null {
  const times = registrations.map(({ recordedAt }) => recordedAt.getTime());
  return times.length === 0 ? null : new Date(Math.max(...times));
}
