// Why the caller asks, about which case, and by which consent. What is stated must be well formed; whether a purpose or a
// consent is needed at all depends on the fields of the operation, which is not known yet.

import { CASE_HEADER, CONSENT_HEADER, isCaseId, isConsentReference, PURPOSE_HEADER } from '../../schema/contract/headers.js';
import { CASE_PURPOSES, isPurpose, PURPOSES } from '../../schema/contract/purposes.js';
import { ClientError } from '../errors/ClientError.js';
import type { Exchange } from '../Exchange.js';
import type { StatedIdentity } from './StatedIdentity.js';

/**
 * The id of a case and the reference of a consent are opaque to the gateway. They are checked also where nothing needs them, since agencies receive them.
 * @throws {ClientError} PURPOSE_REQUIRED
 */
export function readPurpose({ purpose, caseId, consent }: StatedIdentity, exchange: Exchange): void {
  if (purpose !== undefined && !isPurpose(purpose)) throw refusal(`The header ${PURPOSE_HEADER} must be one of ${PURPOSES.join(', ')}.`);
  if (caseId !== undefined && !isCaseId(caseId)) {
    throw refusal(`The header ${CASE_HEADER} must be the id of one case: at most 128 letters, digits, dots, dashes and underscores.`);
  }
  if (purpose !== undefined && CASE_PURPOSES.has(purpose) && caseId === undefined) {
    throw refusal(`The purpose ${purpose} concerns a case: send its id in the header ${CASE_HEADER}.`);
  }
  if (consent !== undefined && !isConsentReference(consent)) {
    throw refusal(`The header ${CONSENT_HEADER} must be the reference of one consent: at most 256 letters, digits and characters of . _ ~ + / = : -`);
  }
  exchange.admitPurpose({ purpose, caseId, consent });
}

/** What is stated is wrong, which is no question of what the caller may do: 400 where the code itself has 403. */
function refusal(message: string): ClientError {
  return new ClientError('PURPOSE_REQUIRED', message, { httpStatus: 400 });
}
