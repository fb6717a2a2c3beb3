// Of the calls that a client tells of, those that failed: what tests of the client look at.

import type { ErrorCode } from '../../../schema/contract/errorCodes.js';
import { blameOf, CALL_ENDS, type Blame, type CallEndMeaning } from '../../../gateway/subgraph/CallEnd.js';
import type { CallEndedEvent } from '../../../gateway/subgraph/CallEndedEvent.js';

export interface FailedCall extends Pick<CallEndedEvent, 'requestId' | 'agency' | 'end' | 'detail' | 'latencyMs' | 'staleAgeMs'> {
  readonly code: ErrorCode;
  readonly blame: Blame | undefined;
}

/** For `onCallEnded`. */
export function collectFailed(failedCalls: FailedCall[]): (event: CallEndedEvent) => void {
  return ({ requestId, agency, end, detail, latencyMs, isSlow, staleAgeMs }) => {
    const { code }: CallEndMeaning = CALL_ENDS[end];
    if (code !== undefined) failedCalls.push({ requestId, agency, end, code, blame: blameOf(end, isSlow), detail, latencyMs, ...(staleAgeMs !== undefined && { staleAgeMs }) });
  };
}
