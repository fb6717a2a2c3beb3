// Whom a field is for, said to the gateway, which refuses others before it asks an agency. It is the coarse half: what
// of it a caller sees is decided by the agency, row by row (kit/access).

import { SCOPES, type Scope } from '../../../schema/contract/scopes.js';

/** Cases as a whole: who works on them, who is asked about them, whom they are about. */
export const FOR_CASE_PARTIES = requiresScopes(SCOPES.readCases, SCOPES.readSecurity, SCOPES.readOwn);

/** What a case is decided by: who works on it, and whom it is about. No authority judges by another's answer or by a score. */
export const FOR_CASE_WORK = requiresScopes(SCOPES.readCases, SCOPES.readOwn);

/** Registers of employers: themselves, and who works on cases. */
export const FOR_EMPLOYERS = requiresScopes(SCOPES.readEmployers, SCOPES.readCases);

/** The record of breaches: who runs the gate writes it, and reads it with who audits. */
export const FOR_OPERATORS = requiresScopes(SCOPES.operate);
export const FOR_OPERATORS_AND_AUDITORS = requiresScopes(SCOPES.operate, SCOPES.readAudit);

/** @returns the directive for a field that any one of the scopes opens. */
function requiresScopes(...anyOf: readonly Scope[]): string {
  return `@requiresScopes(scopes: ${JSON.stringify(anyOf.map((scope) => [scope]))})`;
}
