// Why the caller asks, and about which case. What is stated must be one of the stated purposes; whether a purpose is
// needed at all depends on the fields of the operation, which is not known yet.

import { CASE_HEADER, isCaseId, PURPOSE_HEADER } from '../../schema/contract/headers.js';
import { CASE_PURPOSES, isPurpose, PURPOSES } from '../../schema/contract/purposes.js';
import { ClientError } from '../errors/ClientError.js';
import type { Exchange } from '../Exchange.js';
import type { StatedIdentity } from './StatedIdentity.js';

/**
 * The id of a case is opaque to the gateway. It is checked also where no purpose needs it, since agencies receive it.
 * @throws {ClientError} PURPOSE_REQUIRED
 */
export function readPurpose({ purpose, caseId }: StatedIdentity, exchange: Exchange): void {
  if (purpose !== undefined && !isPurpose(purpose)) throw refusal(`The header ${PURPOSE_HEADER} must be one of ${PURPOSES.join(', ')}.`);
  if (caseId !== undefined && !isCaseId(caseId)) {
    throw refusal(`The header ${CASE_HEADER} must be the id of one case: at most 128 letters, digits, dots, dashes and underscores.`);
  }
  if (purpose !== undefined && CASE_PURPOSES.has(purpose) && caseId === undefined) {
    throw refusal(`The purpose ${purpose} concerns a case: send its id in the header ${CASE_HEADER}.`);
  }
  exchange.admitPurpose(purpose, caseId);
}

/** What is stated is wrong, which is no question of what the caller may do: 400 where the code itself has 403. */
function refusal(message: string): ClientError {
  return new ClientError('PURPOSE_REQUIRED', message, { httpStatus: 400 });
}
