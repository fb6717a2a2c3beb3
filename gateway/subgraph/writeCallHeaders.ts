// What the gateway tells an agency beside the question itself: which request it is part of, how much time is
// left, for whom it is meant, who asks, why, about which case, and by which consent.

import {
  AGENCY_HEADER,
  CALLER_HEADER,
  CASE_HEADER,
  CONSENT_HEADER,
  DEADLINE_HEADER,
  PURPOSE_HEADER,
  REQUEST_ID_HEADER,
} from '../../schema/contract/headers.js';
import type { Exchange } from '../Exchange.js';

/** @param limitMs what the call may take, a whole number. */
export function writeCallHeaders(agency: string, { requestId, encodedCaller, purpose, caseId, consent }: Exchange, limitMs: number): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json',
    [AGENCY_HEADER]: agency,
    [REQUEST_ID_HEADER]: requestId,
    [DEADLINE_HEADER]: String(limitMs),
  };
  if (encodedCaller !== undefined) headers[CALLER_HEADER] = encodedCaller;
  if (purpose !== undefined) headers[PURPOSE_HEADER] = purpose;
  if (caseId !== undefined) headers[CASE_HEADER] = caseId;
  if (consent !== undefined) headers[CONSENT_HEADER] = consent;
  return headers;
}
