// When the interview takes place: the check by the authorities has ended and gave no ground for refusal.

import { isAnswer } from '../../../schema/contract/AnswerStatus.js';
import type { Evidence } from '../model.js';
import { ALLOWED, refused, type Verdict } from './Verdict.js';

export function mayInterview(clearance: Evidence['clearance']): Verdict {
  if (clearance === null || !isAnswer(clearance.status)) return refused('CHECKS_NOT_ENDED');
  return clearance.outcome === 'OBJECTED' ? refused('GROUND_FOR_REFUSAL') : ALLOWED;
}
