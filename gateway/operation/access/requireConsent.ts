// Data that other state systems hold is read by a consent, whose reference travels with the request (Law No. 94-V; rules of
// the state service that controls access to personal data, No. 144/НҚ of 29 Apr 2022). The gate cannot tell whether there is
// such a consent: the agencies get the reference with every signed call, and who holds the data can ask the service.
//
// Purposes that need none are configuration: persons read their own; that national security and law enforcement are
// exempt is said by one adviser alone, whose article was not found, so it is the operator's to decide.

import { CONSENT_HEADER } from '../../../schema/contract/headers.js';
import type { Purpose } from '../../../schema/contract/purposes.js';
import { ClientError } from '../../errors/ClientError.js';
import { listFields } from './listFields.js';
import type { Statement } from './Statement.js';

/**
 * Comes after requirePurpose: a purpose that exempts is open to the caller by then.
 * @param stateHeld coordinates of the fields with data of other state systems that are to be read.
 * @throws {ClientError} PURPOSE_REQUIRED, with what to send.
 */
export function requireConsent(stateHeld: readonly string[], { purpose, consent }: Statement, purposesWithoutConsent: ReadonlySet<Purpose>): void {
  if (stateHeld.length === 0 || consent !== undefined) return;
  if (purpose !== undefined && purposesWithoutConsent.has(purpose)) return;
  throw new ClientError(
    'PURPOSE_REQUIRED',
    `${listFields(stateHeld)} hold data of other state systems: send the reference of the consent by which you read them in the header ${CONSENT_HEADER}.`,
  );
}
