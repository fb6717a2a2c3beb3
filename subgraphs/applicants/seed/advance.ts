// Brings a synthetic case to its stage, step by step, through the same rules as any other case: what
// the rules refuse cannot be seeded.

import type { ClearancePlot, SyntheticCase } from '../../kit/synthetic/SyntheticWorld.js';
import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { Application, CaseRecord, Evidence, Stage } from '../model.js';
import { judgedOn } from '../policy/pilot.js';
import { trackPolicy } from '../policy/tracks.js';
import { caseFacts } from '../rules/caseFacts.js';
import { mayEnterStage, type Decision } from '../rules/mayEnterStage.js';

/** What a synthetic officer is called. */
const OFFICER = 'synthetic-officer';

/**
 * @param record the case with everything it will have; its stage is the one it is to reach
 * @throws Error when a rule refuses a step on the way
 */
export function advance(record: CaseRecord, one: SyntheticCase, today: CalendarDate): Application {
  const facts = caseFacts(record, today);
  const decision = decisionOf(one);
  let stage: Stage | null = null;
  for (const to of wayTo(one)) {
    const verdict = mayEnterStage({ ...facts, stage }, { to, evidence: evidenceOf(one), decision });
    if (verdict.kind === 'refused') throw new Error(`${one.applicationId} cannot be seeded in ${one.stage}: ${to} was refused, ${verdict.reason}`);
    stage = to;
  }
  return { ...record.application, decidedBy: decision?.decidedBy ?? null, refusalGround: decision?.ground ?? null };
}

function wayTo({ track, stage, submittedOn }: SyntheticCase): readonly Stage[] {
  const { stages } = trackPolicy(track, judgedOn(submittedOn));
  const leftFrom = LEFT_FROM[stage];
  const steps = stages.slice(0, stages.indexOf(leftFrom ?? stage) + 1);
  return leftFrom === undefined ? steps : [...steps, stage];
}

/** Stages that are no step of the way but leave it, with the step they leave it from. */
const LEFT_FROM: Readonly<Partial<Record<Stage, Stage>>> = { SCREENED_OUT: 'QUESTIONNAIRE', REFUSED: 'INTER_AGENCY_CHECK' };

function decisionOf({ stage }: SyntheticCase): Decision | null {
  if (stage === 'CERTIFIED') return { decidedBy: OFFICER, ground: null };
  return stage === 'REFUSED' ? { decidedBy: OFFICER, ground: 'CONCURRENCE_REFUSED' } : null;
}

/** What the other agencies of the same synthetic world answer. */
function evidenceOf({ clearance, placement, occupationCode }: SyntheticCase): Evidence {
  return {
    clearance: CLEARANCE[clearance],
    demandMatch: occupationCode === null ? { status: 'NOT_APPLICABLE', openPlaces: null } : { status: 'ANSWERED', openPlaces: 1 },
    placement: placement === 'none' ? { status: 'NOT_REQUESTED', state: null } : { status: 'ANSWERED', state: 'INCLUDED' },
  };
}

const CLEARANCE: Readonly<Record<ClearancePlot, Evidence['clearance']>> = {
  'not-requested': { status: 'NOT_REQUESTED', outcome: null },
  'one-pending': { status: 'PENDING', outcome: null },
  'one-silent': { status: 'NOT_DETERMINED', outcome: null },
  cleared: { status: 'ANSWERED', outcome: 'CLEARED' },
  objected: { status: 'ANSWERED', outcome: 'OBJECTED' },
};
