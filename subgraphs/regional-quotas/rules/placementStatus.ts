// What the agency says about a case's place, and that it rests on the request for a place alone.

import type { AnswerStatus } from '../../../schema/contract/AnswerStatus.js';
import type { Placement, QuotaKind } from '../model.js';

/**
 * What the agency says about a case's place. It rests on the request for a place alone: kandas status
 * gives no place, and a place gives no status; they are separate decisions.
 */
export function placementStatus(quotaKind: QuotaKind | null, placement: Placement | null): AnswerStatus {
  if (quotaKind === null) return 'NOT_APPLICABLE';
  if (placement === null) return 'NOT_REQUESTED';
  return placement.state === 'REQUESTED' ? 'PENDING' : 'ANSWERED';
}
