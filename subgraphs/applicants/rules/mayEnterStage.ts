// Whether a case may enter a stage: the order of its track, and the conditions of the stage it wants to
// enter, in the order they are listed; the first that is not met gives the reason.

import type { Evidence, RefusalGround, Stage } from '../model.js';
import type { CaseFacts } from './caseFacts.js';
import { isCleared } from './isCleared.js';
import { mayInterview } from './mayInterview.js';
import { readiness } from './readiness.js';
import { ALLOWED, refused, type RefusalReason, type Verdict } from './Verdict.js';

/** A person's decision: a machine never decides a case. */
export interface Decision {
  /** The officer's id. */
  readonly decidedBy: string;
  /** For a refusal only. */
  readonly ground: RefusalGround | null;
}

export interface StageRequest {
  readonly to: Stage;
  readonly evidence: Evidence;
  /** Needed for CERTIFIED and REFUSED. */
  readonly decision: Decision | null;
}

type Condition = (facts: CaseFacts, request: StageRequest) => Verdict;

export function mayEnterStage(facts: CaseFacts, request: StageRequest): Verdict {
  if (!predecessors(facts, request.to).includes(facts.stage)) return refused('NOT_THE_NEXT_STAGE');
  for (const condition of CONDITIONS[request.to]) {
    const verdict = condition(facts, request);
    if (verdict.kind === 'refused') return verdict;
  }
  return ALLOWED;
}

/** Stages from which a case on this track may come; null stands for a case that is being opened. */
function predecessors({ policy: { stages } }: CaseFacts, to: Stage): readonly (Stage | null)[] {
  if (to === 'SCREENED_OUT') return ['QUESTIONNAIRE'];
  if (to === 'REFUSED') return ['INTER_AGENCY_CHECK', 'INTERVIEW', 'DECISION'];
  const place = stages.indexOf(to);
  return place === -1 ? [] : [stages[place - 1] ?? null];
}

const unless = (met: boolean, reason: RefusalReason): Verdict => (met ? ALLOWED : refused(reason));

const testPassed: Condition = ({ testPassed }) => unless(testPassed, 'LANGUAGE_TEST_NOT_PASSED');
const certificateExists: Condition = ({ certificate }) => unless(certificate, 'NO_KAZTEST_CERTIFICATE');
const submitted: Condition = ({ submitted }) => unless(submitted, 'QUESTIONNAIRE_NOT_SUBMITTED');
const scoreBelow: Condition = ({ scoreMet }) => unless(scoreMet === false, 'SCORE_MEETS_THRESHOLD');
const scoreMet: Condition = ({ policy, submitted, scoreMet }) => {
  if (!policy.stages.includes('QUESTIONNAIRE')) return ALLOWED;
  return submitted ? unless(scoreMet === true, 'SCORE_BELOW_THRESHOLD') : refused('QUESTIONNAIRE_NOT_SUBMITTED');
};
const noGroundForRefusal: Condition = (_facts, { evidence }) => mayInterview(evidence.clearance);
const cleared: Condition = (_facts, { evidence }) => unless(isCleared(evidence.clearance), 'NOT_CLEARED');
const interviewed: Condition = ({ interviewed }) => unless(interviewed, 'NOT_INTERVIEWED');
const ready: Condition = (facts, { evidence }) => {
  const judgement = readiness(facts, evidence);
  return unless(judgement.kind === 'open' && judgement.ready, 'NOT_READY');
};
const personDecided: Condition = (_facts, { decision }) => unless(decision !== null, 'NO_PERSON_DECIDED');
const groundProven: Condition = (_facts, { evidence, decision }) =>
  unless(decision?.ground != null && GROUND_IS_PROVEN[decision.ground](evidence), 'GROUND_NOT_PROVEN');

/** As silence is no consent, it is no objection either: a ground needs an answer that bears it. */
const GROUND_IS_PROVEN: Readonly<Record<RefusalGround, (evidence: Evidence) => boolean>> = {
  CONCURRENCE_REFUSED: ({ clearance }) => clearance?.status === 'ANSWERED' && clearance.outcome === 'OBJECTED',
};

/** The whole way of a case on one screen. */
const CONDITIONS: Readonly<Record<Stage, readonly Condition[]>> = {
  LANGUAGE_TEST: [],
  QUESTIONNAIRE: [testPassed, certificateExists],
  SCREENED_OUT: [submitted, scoreBelow],
  INTER_AGENCY_CHECK: [scoreMet],
  INTERVIEW: [noGroundForRefusal],
  DECISION: [cleared, interviewed],
  CERTIFIED: [personDecided, cleared, ready],
  REFUSED: [personDecided, groundProven],
};
