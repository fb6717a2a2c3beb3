// The written consent of the state of citizenship, as one of four facts. That a state issues no such
// paper is not the same as a paper that is missing, and neither is an exemption.

import type { DocumentStatus, DocumentType, KazakhstanTie, StateConsent } from '../model.js';
import type { StateConsentPolicy } from '../policy/stateConsent.js';

export interface StateConsentFacts {
  readonly citizenship: string;
  readonly ties: readonly KazakhstanTie[];
  /** Whether the track asks for the consent at all. */
  readonly required: boolean;
  readonly documents: readonly { readonly type: DocumentType; readonly status: DocumentStatus }[];
}

export function stateConsent({ citizenship, ties, required, documents }: StateConsentFacts, policy: StateConsentPolicy): StateConsent {
  if (documents.some(({ type, status }) => type === 'STATE_CONSENT' && (status === 'VERIFIED' || status === 'UNVERIFIED'))) return 'PROVIDED';
  if (!required || policy.exempt.some((one) => one.citizenship === citizenship && (one.tie === undefined || ties.includes(one.tie)))) {
    return 'EXEMPT';
  }
  return policy.notIssuedBy.includes(citizenship) ? 'NOT_ISSUED_BY_STATE' : 'MISSING';
}
