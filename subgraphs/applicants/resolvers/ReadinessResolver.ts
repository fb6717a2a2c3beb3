// How far a case is from its decision: our own facts, and the other agencies' answers as the gateway
// brings them along with the reference.

import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { FOR_CASE_WORK } from '../../kit/schema/accessDirectives.js';
import { answer } from '../../kit/schema/answer.js';
import { PERSONAL_DATA } from '../../kit/schema/personalData.js';
import { STATE_HELD } from '../../kit/schema/stateHeld.js';
import type { ApplicantsContext } from '../context.js';
import type { Evidence } from '../model.js';
import { readiness } from '../rules/readiness.js';
import { Application } from '../types/Application.js';
import { ReadinessType } from '../types/Readiness.js';
import { loadCaseFacts } from './loadCaseFacts.js';

@Resolver(() => Application)
export class ReadinessResolver {
  // The authorities' answer is read for it, and shows in it.
  @Directive(PERSONAL_DATA)
  @Directive(STATE_HELD)
  // Three agencies are asked for it.
  @Directive('@cost(weight: 10)')
  @Directive('@requires(fields: "clearance { status outcome } demandMatch { status openPlaces } placement { status state }")')
  @Directive(FOR_CASE_WORK)
  @FieldResolver(() => ReadinessType, { description: 'What still stands in the way of a decision.' })
  async readiness(@Root() application: Application, @Ctx() context: ApplicantsContext): Promise<object> {
    // A caller is not told whether there is such a case.
    if ((await context.application.load(application.id)) === null) return answer('applicants', context.viewer.kind === 'everybody' ? 'NO_RECORD' : 'DENIED');
    const judgement = readiness(await loadCaseFacts(application.id, context), evidenceOf(application));
    const asOf = context.clock.now();
    return judgement.kind === 'decided'
      ? answer('applicants', 'NOT_APPLICABLE', { asOf })
      : { ...answer('applicants', 'ANSWERED', { asOf }), ready: judgement.ready, missing: judgement.missing };
  }
}

/** What of the required fields arrived; a caller that is not the gateway brings none. */
function evidenceOf({ clearance, demandMatch, placement }: Partial<Evidence>): Evidence {
  return { clearance: clearance ?? null, demandMatch: demandMatch ?? null, placement: placement ?? null };
}
