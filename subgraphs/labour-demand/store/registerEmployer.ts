// Puts an employer into the register. The BIN is tested for what a number alone can tell; whether the
// organisation exists is for the register of organisations to say.

import type { Transaction } from 'kysely';
import { INDUSTRIES } from '../../../schema/contract/classifiers/industries.js';
import { hasCheckDigit } from '../../kit/identifiers/checkDigit.js';
import type { Employer } from '../model.js';
import { mayWriteRegion } from '../rules/mayWriteRegion.js';
import type { Database } from './Database.js';
import { employerRow } from './rows.js';

export type EmployerRegistered =
  | { readonly kind: 'registered' }
  /** The BIN is there already; what is recorded stands. */
  | { readonly kind: 'alreadyRegistered' }
  | { readonly kind: 'refused'; readonly reason: 'BIN_NOT_VALID' | 'INDUSTRY_UNKNOWN' | 'REGION_NOT_WRITABLE' };

export async function registerEmployer(transaction: Transaction<Database>, employer: Employer): Promise<EmployerRegistered> {
  if (!hasCheckDigit(employer.bin)) return { kind: 'refused', reason: 'BIN_NOT_VALID' };
  if (INDUSTRIES.find(employer.industryCode) === undefined) return { kind: 'refused', reason: 'INDUSTRY_UNKNOWN' };
  if (!mayWriteRegion(employer.regionCode)) return { kind: 'refused', reason: 'REGION_NOT_WRITABLE' };
  const inserted = await transaction
    .insertInto('employer')
    .values(employerRow(employer))
    .onConflict((conflict) => conflict.column('bin').doNothing())
    .returning('bin')
    .executeTakeFirst();
  return { kind: inserted === undefined ? 'alreadyRegistered' : 'registered' };
}
