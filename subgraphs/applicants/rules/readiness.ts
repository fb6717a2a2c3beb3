// What still stands in the way of a decision: the case's own gaps first, then those of the other
// agencies, each with the status that agency gave. Silence is a gap like any other.

import { isAnswer, type AnswerStatus } from '../../../schema/contract/AnswerStatus.js';
import type { AgencyName } from '../../../schema/contract/AgencyName.js';
import type { Evidence } from '../model.js';
import type { Need } from '../policy/tracks.js';
import type { CaseFacts } from './caseFacts.js';
import { isCleared } from './isCleared.js';

export type GapCode = 'LANGUAGE_TEST' | 'QUESTIONNAIRE' | 'SCORE' | 'DOCUMENTS' | 'STATE_CONSENT' | Need | 'INTERVIEW';

/**
 * `status` of a gap of our own: ANSWERED where the fact itself stands in the way (a test below the
 * minimum, papers that contradict each other), PENDING where it is under way, NO_RECORD where it is not there.
 */
export interface ReadinessGap {
  readonly code: GapCode;
  readonly agency: AgencyName;
  readonly status: AnswerStatus;
}

/** `decided`: the case has its certificate or its refusal, and nothing is left to be ready for. */
export type ReadinessJudgement =
  | { readonly kind: 'decided' }
  | { readonly kind: 'open'; readonly ready: boolean; readonly missing: readonly ReadinessGap[] };

export function readiness(facts: CaseFacts, evidence: Evidence): ReadinessJudgement {
  if (facts.stage === 'CERTIFIED' || facts.stage === 'REFUSED') return { kind: 'decided' };
  const missing = [...ownGaps(facts), ...facts.policy.needs.flatMap((need) => NEEDS[need](evidence)), ...interviewGap(facts)];
  return { kind: 'open', ready: missing.length === 0, missing };
}

function ownGaps(facts: CaseFacts): ReadinessGap[] {
  const gaps: ReadinessGap[] = [];
  const add = (code: GapCode, status: AnswerStatus): void => void gaps.push({ code, agency: 'applicants', status });
  const { stages } = facts.policy;
  if (stages.includes('LANGUAGE_TEST') && !(facts.testPassed && facts.certificate)) {
    // Passed, and the certificate is not there yet: under way.
    add('LANGUAGE_TEST', facts.testPassed ? 'PENDING' : facts.testTaken ? 'ANSWERED' : 'NO_RECORD');
  }
  if (stages.includes('QUESTIONNAIRE')) {
    if (!facts.submitted) add('QUESTIONNAIRE', 'NO_RECORD');
    else if (facts.scoreMet !== true) add('SCORE', facts.scoreMet === null ? 'PENDING' : 'ANSWERED');
  }
  const documents = documentsStatus(facts);
  if (documents !== null) add('DOCUMENTS', documents);
  if (facts.stateConsent === 'MISSING') add('STATE_CONSENT', 'NO_RECORD');
  if (facts.stateConsent === 'NOT_ISSUED_BY_STATE' && facts.notIssuedConsentBlocks) add('STATE_CONSENT', 'ANSWERED');
  return gaps;
}

/** Null where the papers are in order: those needed are there, and each one handed in was confirmed by its issuer. */
function documentsStatus({ documents, policy }: CaseFacts): AnswerStatus | null {
  if (documents.some(({ status }) => status === 'CONTRADICTED' || status === 'EXPIRED')) return 'ANSWERED';
  if (!policy.documents.every((anyOf) => documents.some(({ type }) => anyOf.includes(type)))) return 'NO_RECORD';
  return documents.some(({ status }) => status === 'UNVERIFIED') ? 'PENDING' : null;
}

function interviewGap({ stage, policy, interviewed }: CaseFacts): ReadinessGap[] {
  if (interviewed || !policy.stages.includes('INTERVIEW')) return [];
  return [{ code: 'INTERVIEW', agency: 'applicants', status: stage === 'INTERVIEW' ? 'PENDING' : 'NO_RECORD' }];
}

/** What counts as enough of each agency's answer. */
const NEEDS: Readonly<Record<Need, (evidence: Evidence) => ReadinessGap[]>> = {
  CLEARANCE: ({ clearance }) => gapUnless(isCleared(clearance), 'CLEARANCE', 'security-checks', clearance),
  DEMAND_MATCH: ({ demandMatch }) =>
    gapUnless(demandMatch?.status === 'ANSWERED' && (demandMatch.openPlaces ?? 0) > 0, 'DEMAND_MATCH', 'labour-demand', demandMatch),
  // A place refused for want of places is an answer too: the decision is then taken without one.
  PLACEMENT: ({ placement }) =>
    gapUnless(isDecidedPlacement(placement), 'PLACEMENT', 'regional-quotas', placement),
};

/** An answer without a state is a decision only where there is nothing to decide. */
function isDecidedPlacement(placement: Evidence['placement']): boolean {
  if (placement?.status === 'ANSWERED') return placement.state === 'INCLUDED' || placement.state === 'NO_FREE_PLACE';
  return isAnswer(placement?.status);
}

function gapUnless(enough: boolean, code: Need, agency: AgencyName, answer: { readonly status: AnswerStatus } | null): ReadinessGap[] {
  // Nothing arrived at all: the same to a rule as an agency that could not be reached.
  return enough ? [] : [{ code, agency, status: answer?.status ?? 'UNAVAILABLE' }];
}
