// What a rule about a step says. A refusal is a value, not an error: callers show or act on its reason.

export type RefusalReason =
  | 'NOT_THE_NEXT_STAGE'
  | 'LANGUAGE_TEST_NOT_PASSED'
  | 'NO_KAZTEST_CERTIFICATE'
  | 'QUESTIONNAIRE_NOT_SUBMITTED'
  | 'QUESTIONNAIRE_SUBMITTED_BEFORE'
  | 'SCORE_BELOW_THRESHOLD'
  | 'SCORE_MEETS_THRESHOLD'
  | 'CHECKS_NOT_ENDED'
  | 'GROUND_FOR_REFUSAL'
  | 'NOT_CLEARED'
  | 'NOT_INTERVIEWED'
  | 'NOT_READY'
  | 'NO_PERSON_DECIDED'
  | 'GROUND_NOT_PROVEN'
  | 'NO_ATTEMPT_LEFT';

export type Verdict = { readonly kind: 'allowed' } | { readonly kind: 'refused'; readonly reason: RefusalReason };

export const ALLOWED: Verdict = { kind: 'allowed' };

export function refused(reason: RefusalReason): Verdict {
  return { kind: 'refused', reason };
}
