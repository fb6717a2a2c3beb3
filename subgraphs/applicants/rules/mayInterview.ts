// When the interview takes place: the check by the authorities has ended and gave no ground for refusal.

import type { Evidence } from '../model.js';
import { ALLOWED, refused, type Verdict } from './Verdict.js';

export function mayInterview(clearance: Evidence['clearance']): Verdict {
  // Without an outcome no check has ended, also where the answer is that there is none.
  if (clearance?.status !== 'ANSWERED' || clearance.outcome === null) return refused('CHECKS_NOT_ENDED');
  return clearance.outcome === 'OBJECTED' ? refused('GROUND_FOR_REFUSAL') : ALLOWED;
}
