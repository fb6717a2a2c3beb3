// Whether the authorities have consented. No permanent residence without a positive agreement of the
// national security bodies (Law on Migration, Art. 49, wording of 2017).

import { isAnswer } from '../../../schema/contract/AnswerStatus.js';
import type { Evidence } from '../model.js';

/** True for an answer that says CLEARED, and for nothing else: not for silence, delay, a refused look, or an agency that is down. */
export function isCleared(clearance: Evidence['clearance']): boolean {
  return clearance !== null && isAnswer(clearance.status) && clearance.outcome === 'CLEARED';
}
