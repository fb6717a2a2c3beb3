// Whether the questionnaire can be filled in.

import type { CaseFacts } from './caseFacts.js';

export type QuestionnaireState = 'LOCKED' | 'OPEN' | 'SUBMITTED';

/** LOCKED until a KAZTEST certificate exists, and for good on a track without a questionnaire. */
export function questionnaireState({ submitted, certificate, policy }: Pick<CaseFacts, 'submitted' | 'certificate' | 'policy'>): QuestionnaireState {
  if (submitted) return 'SUBMITTED';
  return policy.stages.includes('QUESTIONNAIRE') && certificate ? 'OPEN' : 'LOCKED';
}
