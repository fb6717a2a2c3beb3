// Who asks, why, about which case, and by which consent, as the headers of a call say: believed where the call's signature is.

import { decodeCaller, type Caller } from '../../../schema/contract/Caller.js';
import { CALLER_HEADER, CASE_HEADER, CONSENT_HEADER, isCaseId, isConsentReference, PURPOSE_HEADER } from '../../../schema/contract/headers.js';
import { isPurpose, type Purpose } from '../../../schema/contract/purposes.js';
import type { Refusal } from './Refusal.js';

export interface CallIdentity {
  /** Undefined: nobody is known to ask. */
  readonly caller: Caller | undefined;
  readonly purpose: Purpose | undefined;
  readonly caseId: string | undefined;
  /** Reference of the consent by which data of other state systems is read. Nobody here has asked whether there is such a consent. Not for logs. */
  readonly consent: string | undefined;
}

/** Refuses what cannot be read: a caller that is misread is another one. */
export function readCallIdentity(fields: Readonly<Record<string, string | undefined>>): CallIdentity | Refusal {
  const { [CALLER_HEADER]: callerField, [PURPOSE_HEADER]: purpose, [CASE_HEADER]: caseId, [CONSENT_HEADER]: consent } = fields;
  const caller = callerField === undefined ? undefined : decodeCaller(callerField);
  if (callerField !== undefined && caller === undefined) return refuse(CALLER_HEADER);
  if (purpose !== undefined && !isPurpose(purpose)) return refuse(PURPOSE_HEADER);
  if (caseId !== undefined && !isCaseId(caseId)) return refuse(CASE_HEADER);
  if (consent !== undefined && !isConsentReference(consent)) return refuse(CONSENT_HEADER);
  return { caller, purpose, caseId, consent };
}

function refuse(header: string): Refusal {
  return { kind: 'refused', reason: `${header} cannot be read` };
}
