// Reading personal data needs a purpose that was said before (Law No. 94-V: consent "for stated purposes") and is open to
// the caller. Nobody needs one who reads none. What is stated has been found well formed (admission/readPurpose.ts).

import type { Caller } from '../../../schema/contract/Caller.js';
import { PURPOSES, type Purpose } from '../../../schema/contract/purposes.js';
import { SCOPES } from '../../../schema/contract/scopes.js';
import { ClientError } from '../../errors/ClientError.js';
import { listFields } from './listFields.js';
import type { Statement } from './Statement.js';

/** The scope by which a purpose is open. */
const SCOPE_OF: Readonly<Record<Purpose, string>> = {
  'case-work': SCOPES.readCases,
  'case-queue': SCOPES.readCases,
  'security-check': SCOPES.readSecurity,
  'employer-service': SCOPES.readEmployers,
  'own-data': SCOPES.readOwn,
  audit: SCOPES.readAudit,
};

/**
 * @param personalData coordinates of the fields with personal data that are to be read.
 * @throws {ClientError} PURPOSE_REQUIRED, with what to send.
 */
export function requirePurpose(personalData: readonly string[], { caller, purpose }: Statement): void {
  if (personalData.length === 0) return;
  if (purpose === undefined) throw refusal(`${listFields(personalData)} hold personal data: say why you read them in the header x-purpose (${PURPOSES.join(', ')}).`);
  if (!isOpen(purpose, caller)) throw refusal(`The purpose ${purpose} is not open to this caller.`);
}

function isOpen(purpose: Purpose, caller: Caller | undefined): boolean {
  return caller?.scopes.includes(SCOPE_OF[purpose]) === true;
}

function refusal(message: string): ClientError {
  return new ClientError('PURPOSE_REQUIRED', message);
}
